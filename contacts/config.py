"""Settings: defaults, then the environment. Keys not given are made once and kept under the instance folder."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from contacts.access.keyring import KeyRing, new_line

MEGABYTE = 1024 * 1024

DEFAULTS = {
    "WORKSPACE": "Rapport",
    "CURRENCY": "EUR",
    "COUNTRY": "DE",
    "LOCALE": "en",
    "DIRECTION": "",  # "rtl" turns every page around, to see how that looks; else the language says it
    "TIME_ZONE": "UTC",
    "MAX_CONTENT_LENGTH": 32 * MEGABYTE,
    "MAX_FORM_MEMORY_SIZE": 16 * MEGABYTE,
    "MAX_FORM_PARTS": 2000,
    "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "PERMANENT_SESSION_LIFETIME": timedelta(days=14),
    "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session it is bound to
    "WTF_CSRF_SSL_STRICT": False,  # web.origin checks where a write came from
    "TRUSTED_PROXIES": 0,
    "PUBLIC_URL": "",
    "POSTGRES_GUARD": "",
    "SMTP_URL": "",
    "MAIL_FROM": "",
    "OFFLINE_NOTES": True,
    "COMPRESS_PAGES": True,
    "OIDC_ISSUER": "",
    "OIDC_CLIENT_ID": "",
    "OIDC_CLIENT_SECRET": "",
    "OIDC_NAME": "single sign-on",
    "OIDC_ROLE": "",
    "OIDC_ONLY": False,
}


def configure(app, overrides):
    """Fill `app.config`: defaults, `RAPPORT_*`, DATABASE_URL and SECRET_KEY, then what the caller overrides."""
    app.config.from_mapping(DEFAULTS)
    app.config.from_prefixed_env("RAPPORT")
    app.config.update(overrides)
    instance = Path(app.instance_path)
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = app.config.get("SQLALCHEMY_DATABASE_URI") or os.environ.get("DATABASE_URL")
    app.config["SQLALCHEMY_DATABASE_URI"] = url or f"sqlite:///{instance / 'rapport.db'}"
    given = app.config.get("SECRET_KEY") or os.environ.get("SECRET_KEY")
    app.config["SECRET_KEY"] = given or kept(instance / "secret_key", lambda: secrets.token_hex(32))
    listed, path = app.config.get("ENCRYPTION_KEYS"), instance / "encryption_keys"
    if not listed:
        kept(path, new_line)
    app.config["ENCRYPTION_KEYS"] = KeyRing(listed) if listed else KeyRing(path=path)


def kept(path, make):
    """The text of a file with mode 600, made the first time; two processes that start together agree on one."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
