"""`bench.floor.app:app`: what the main pages cost at least. It has no roles, no gate, no ledger and no translations.

It reads the tables of Rapport and writes a conversation into a table of its own, `floor_talk`, without triggers.
"""

import hashlib
import os
from datetime import UTC, datetime
from urllib.parse import quote

from flask import Flask, abort, redirect, render_template, request, session
from flask_wtf import CSRFProtect

from bench.floor import sql

app = Flask(__name__)
app.config.update(SECRET_KEY=os.environ["SECRET_KEY"], WTF_CSRF_TIME_LIMIT=None)
app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
CSRFProtect(app)
PAGE = 50


@app.before_request
def sign_in():
    token = session.get("_user_id") or abort(401)
    found = sql.rows(sql.WHO, {"token": hashlib.sha256(token.encode()).hexdigest()})
    request.user = found[0] if found else abort(401)


@app.get("/customers")
def customers():
    asked = request.args
    status, q = asked.get("status", ""), asked.get("q", "").strip()
    known = {"status": status, "words": sql.prefix(q), "name": asked.get("name", ""), "id": asked.get("id", 0, int)}
    rows = sql.rows(sql.listed(status, q, "name" in asked), known)
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    onward = f"?status={status}&name={quote(rows[-1][1])}&id={rows[-1][0]}" if more and not q else None
    keys = [row[0] for row in rows]
    return render_template(
        "list.html",
        rows=rows,
        q=q,
        onward=onward,
        interests=by_customer(sql.rows(sql.within(sql.INTERESTS, keys), {})),
        values=by_customer(sql.rows(sql.within(sql.VALUES, keys), {})),
    )


def by_customer(rows):
    found = {}
    for id, *rest in rows:
        found.setdefault(id, []).append(rest)
    return found


@app.get("/customers/<int:id>")
def customer(id):
    known = {"id": id}
    found = sql.rows(sql.CUSTOMER, known) or abort(404)
    parts = {name: sql.rows(statement, known) for name, statement in sql.PARTS.items()}
    return render_template("record.html", customer=found[0], **parts)


@app.post("/customers/<int:id>/communications")
def log(id):
    body = request.form.get("body", "").strip() or abort(422)
    now = datetime.now(UTC).replace(tzinfo=None)
    sql.write(sql.LOG, {"id": id, "channel": request.form["channel"], "body": body, "at": now, "by": request.user[0]})
    return redirect(f"/customers/{id}", 303)
