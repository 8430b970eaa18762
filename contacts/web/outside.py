"""Addresses with our own name in front, for what leaves the browser: links that are copied or mailed."""

from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from flask import current_app, request, url_for


def own_address():
    """Where people reach us: RAPPORT_PUBLIC_URL, or this very machine. None when only the request says so.

    Anybody can send a request with another name in it, and a mailed link must not lead there.
    """
    if current_app.config["PUBLIC_URL"]:
        return current_app.config["PUBLIC_URL"]
    return request.host_url if is_loopback(urlsplit(request.host_url).hostname) else None


def full_address(endpoint, **values):
    """For whoever is signed in and copies it: under the name that they reach us by, when we know no better."""
    return urljoin(own_address() or request.host_url, url_for(endpoint, **values))


def is_loopback(host):
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False
