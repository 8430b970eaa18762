"""Which provider people may sign in with, as it is configured."""

from urllib.parse import urlsplit

from flask import current_app

from contacts.web.outside import is_loopback, own_address

NEEDED = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")


def offered():
    """What the provider is called, if people can sign in with it here and now; else None.

    It sends them back to an address of ours, so we must know that by ourselves.
    """
    return provider_name() if current_app.config["OIDC_ISSUER"] and own_address() else None


def provider_name():
    return str(current_app.config["OIDC_NAME"])


def check(config):
    """Refuse to start with settings that nobody could sign in with, or not safely."""
    issuer = config["OIDC_ISSUER"]
    if not issuer and config["OIDC_ONLY"]:
        raise SystemExit("RAPPORT_OIDC_ONLY needs RAPPORT_OIDC_ISSUER: nobody could sign in")
    if not issuer:
        return
    if lacking := [f"RAPPORT_{name}" for name in NEEDED if not config[name]]:
        raise SystemExit(f"RAPPORT_OIDC_ISSUER needs {' and '.join(lacking)}")
    parts = urlsplit(str(issuer))
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        raise SystemExit("RAPPORT_OIDC_ISSUER needs an address that starts with https://")
    if config["OIDC_ONLY"] and not config["PUBLIC_URL"]:
        raise SystemExit(
            "RAPPORT_OIDC_ONLY needs RAPPORT_PUBLIC_URL, the address that the provider sends people back to"
        )
