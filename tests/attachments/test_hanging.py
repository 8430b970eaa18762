"""A file hangs on a conversation or a purchase: who may see that, may see it."""

from datetime import date

import pytest

from contacts.attachments.models import Attachment
from contacts.attachments.storage import folder
from contacts.purchases.models import Purchase
from tests.attachments.sending import conversation, fetched, kept, make, sending
from tests.conftest import HTMX
from tests.factories import make_customer, make_role, writing


def test_a_file_hangs_on_a_conversation_or_a_purchase(sign_in, path):
    client, talk = sign_in("sales rep"), conversation(path)
    purchase = make(Purchase, path, purchased_on=date(2026, 1, 2), currency="EUR")
    client.post(path, data=sending(("talk.txt", b"a"), communication_id=talk))
    answer = client.post(path, data=sending(("bill.txt", b"b"), purchase_id=purchase))
    assert answer.location == f"{path}?purchase_id={purchase}"
    assert [(file.communication_id, file.purchase_id) for file in kept()] == [(talk, None), (None, purchase)]
    on_purchase = client.get(answer.location).text
    assert "bill.txt" in on_purchase
    assert "talk.txt" not in on_purchase
    assert f'name="purchase_id" value="{purchase}"' in on_purchase
    shown = client.get(f"{path.removesuffix('/attachments')}/communications").text
    assert "talk.txt" in shown


@pytest.mark.parametrize("asked", ["0", "99999", "x", "-1", "9" * 40, "\x00", "1 OR 1=1"])
@pytest.mark.parametrize("column", ["communication_id", "purchase_id"])
def test_a_file_hangs_on_nothing_that_is_not_there(sign_in, path, column, asked):
    client = sign_in("manager")
    assert client.post(path, data=sending(("a.txt", b"a"), **{column: asked})).status_code == 404
    assert client.get(path, query_string={column: asked}).status_code == 404
    assert kept() == []


def test_a_file_hangs_on_nothing_of_another_customer(sign_in, path):
    with writing():
        other = make_customer("Other").id
    theirs = conversation(f"/customers/{other}")
    client = sign_in("manager")
    assert client.post(path, data=sending(("a.txt", b"a"), communication_id=theirs)).status_code == 404


def test_what_hangs_on_a_private_conversation_is_private_too(sign_in, path):
    author, other = sign_in("sales rep"), sign_in("manager")
    talk = conversation(path, is_private=True, author_id=author.user_id)
    author.post(path, data=sending(("secret plan.txt", b"a"), communication_id=talk))
    url = f"{path}/{kept()[0].id}"
    assert "secret plan.txt" in author.get(path).text
    assert fetched(author, url).status_code == 200
    assert "secret plan.txt" not in other.get(path).text
    assert [other.get(url).status_code, other.post(f"{url}/delete").status_code] == [404, 404]
    assert other.post(path, data=sending(("b.txt", b"b"), communication_id=talk)).status_code == 404
    author.post(f"{url}/delete")
    history = f"{path.removesuffix('/attachments')}/history"
    assert "secret plan.txt" in author.get(history).text
    assert "secret plan.txt" not in other.get(history).text


def test_who_may_not_read_purchases_does_not_get_their_files(sign_in, path):
    purchase = make(Purchase, path, purchased_on=date(2026, 1, 2), currency="EUR")
    sign_in("manager").post(path, data=sending(("bill.txt", b"b"), purchase_id=purchase))
    with writing():
        role = make_role({kind: {"read": "all"} for kind in ("customers", "attachments")})
    client = sign_in(role)
    assert "bill.txt" not in client.get(path).text
    assert client.get(f"{path}/{kept()[0].id}").status_code == 404
    assert client.get(path, query_string={"purchase_id": purchase}).status_code == 404


def test_delete_and_undo_give_the_file_back(sign_in, path):
    client = sign_in("sales rep")
    client.post(path, data=sending(("a.txt", b"hello")))
    url = f"{path}/{kept()[0].id}"
    text = client.post(f"{url}/delete", headers=HTMX).text
    assert kept() == []
    assert "a.txt" not in text
    assert client.get(url).status_code == 404
    client.post("/history/" + text.rpartition('action="/history/')[2].partition('"')[0])
    assert fetched(client, url).data == b"hello"


def test_ones_own_files_only(sign_in, path):
    sign_in("manager").post(path, data=sending(("a.txt", b"a")))
    client = sign_in("sales rep")
    assert "/delete" not in client.get(path, headers=HTMX).text
    assert client.post(f"{path}/{kept()[0].id}/delete").status_code == 403


def test_missing_bytes_are_said(sign_in, app, path):
    client = sign_in("manager")
    client.post(path, data=sending(("a.txt", b"only here")))
    with app.app_context():
        (folder() / kept()[0].sha256[:2] / kept()[0].sha256[2:]).unlink()
    answer = client.get(f"{path}/{kept()[0].id}")
    assert answer.status_code == 404
    assert "missing from the server" in answer.text


@pytest.mark.parametrize("sha256", ["../../secret_key", "zz" * 32, "/etc/passwd"])
def test_a_row_cannot_point_anywhere_else(sign_in, path, sha256):
    file = make(Attachment, path, file_name="x", media_type="text/plain", size=1, sha256=sha256)
    assert sign_in("manager").get(f"{path}/{file}").status_code == 404


def test_refused_unknown_and_wrong(sign_in, path):
    for role in ("finance", "read-only"):
        client = sign_in(role)
        assert client.get(path).status_code == 403
        assert client.post(path, data=sending(("a.txt", b"a"))).status_code == 403
    client = sign_in("manager")
    assert client.get("/customers/999/attachments").status_code == 404
    assert client.get(f"{path}/999").status_code == 404
    assert client.get(f"{path}/{'9' * 30}").status_code == 404
    assert client.get(f"{path}/1/delete").status_code == 405
    client.post(path, data=sending(("a.txt", b"a")))
    with writing():
        other = make_customer("Other").id
    for method, tail in ((client.get, ""), (client.post, "/delete")):
        assert method(f"/customers/{other}/attachments/{kept()[0].id}{tail}").status_code == 404


def test_older_files_are_on_the_next_page_and_nothing_is_lost(sign_in, path):
    client = sign_in("manager")
    for at in range(3):
        client.post(path, data=sending(*((f"file {at}-{n}.txt", b"a") for n in range(9))))
    first = client.get(path, headers=HTMX).text
    second = client.get(f"{path}?after=" + first.partition("after=")[2].partition('"')[0], headers=HTMX).text
    assert [text.count('id="attachment-') for text in (first, second)] == [20, 7]
    names = {f"file {at}-{n}.txt" for at in range(3) for n in range(9)}
    assert {name for name in names if f">{name}<" in first + second} == names


@pytest.mark.parametrize("after", ["x", "²", "-1", "9" * 40, "1.5", "\x00"])
def test_a_page_that_does_not_exist_is_said(sign_in, path, after):
    answer = sign_in("manager").get(path, query_string={"after": after})
    assert answer.status_code == 400
    assert "does not exist" in answer.text


def test_it_takes_as_many_statements_for_many_files_as_for_one(sign_in, path, count_queries):
    client = sign_in("manager")
    client.post(path, data=sending(("a.txt", b"a")))
    counts = []
    for _ in range(2):
        client.get(path)
        with count_queries() as queries:
            client.get(path)
        counts.append(len(queries))
        client.post(path, data=sending(*((f"{n}.txt", b"a") for n in range(9))))
    assert counts == [4, 4]  # the session, the sidebar, the customer, the files
