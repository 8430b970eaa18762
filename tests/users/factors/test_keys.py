"""The key that seals the secrets can be changed."""

from sqlalchemy import select

from contacts.access.keyring import KeyRing, new_line
from contacts.users.factors.models import SecondFactor
from tests.factories import found, make_second_factor


def test_rotation_seals_the_secret_anew(app, ada, tmp_path, monkeypatch):
    path = tmp_path / "encryption_keys"
    path.write_text(new_line())
    monkeypatch.setitem(app.config, "ENCRYPTION_KEYS", KeyRing(path=path))
    secret = make_second_factor(ada)
    before = found(select(SecondFactor.secret_sealed))
    assert app.test_cli_runner().invoke(args=["keys", "rotate"]).exit_code == 0
    assert found(select(SecondFactor.secret_sealed)) != before
    assert [factor.secret for factor in found(select(SecondFactor))] == [secret]
