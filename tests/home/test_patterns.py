"""Every component on one page, for people who build pages, and for nobody else."""

from contacts import create_app

KEPT = ("SQLALCHEMY_DATABASE_URI", "SECRET_KEY", "TESTING", "WTF_CSRF_ENABLED")


def test_it_is_drawn_where_the_application_is_debugged(app, sign_in):
    client = sign_in("administrator")
    assert client.get("/patterns").status_code == 404
    building = create_app(DEBUG=True, INSTANCE_PATH=app.instance_path, **{name: app.config[name] for name in KEPT})
    builder = building.test_client()
    assert builder.get("/patterns").status_code == 302
    cookie = client.get_cookie("session")
    builder.set_cookie("session", cookie.value)
    shown = builder.get("/patterns").text
    assert 'class="btn primary"' in shown
    assert "Add the country code" in shown
