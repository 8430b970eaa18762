"""Fetches one pinned wheel of pip from where pip itself would look, and believes only its hash."""

import base64
import hashlib
import html
import re
import ssl
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pip_settings

NAME = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
# What can go wrong between here and an index: no route, no such page, nonsense for an address or an answer.
FAILURES = (OSError, ValueError)


def fetch(folder):
    """Put the wheel into `folder` and return its path; ends the program, saying why, if it cannot be had."""
    settings = pip_settings.read()
    problems = []
    for page in _pages(settings):
        try:
            content = _wheel_from(page, settings)
        except FAILURES as problem:
            problems.append(f"  {_without_password(page)}: {problem}")
            continue
        path = Path(folder, NAME)
        path.write_bytes(content)
        return path
    sys.exit(
        f"This Python comes without pip, and {NAME} could not be fetched:\n" + "\n".join(problems) + "\n"
        "Check the network (https needs the package ca-certificates), or install the package python3-venv."
    )


def link_in(page_html, page_url):
    """The absolute address of the wheel on an index page; ValueError if the page does not have it."""
    for quoted in re.findall(r"""<a\s[^>]*href\s*=\s*["']([^"']+)""", page_html, re.IGNORECASE):
        address = urllib.parse.urljoin(page_url, html.unescape(quoted))
        if urllib.parse.unquote(urllib.parse.urlsplit(address).path).endswith("/" + NAME):
            return address
    raise ValueError(f"does not offer {NAME}")


def _pages(settings):
    """Every place to look, as a URL: link pages and folders first, because they are near."""
    for place in settings.get("find-links", "").split():
        yield place if "://" in place else Path(place).resolve().as_uri()
    for index in pip_settings.index_urls(settings):
        yield (index if "://" in index else Path(index).resolve().as_uri()).rstrip("/") + "/pip/"


def _wheel_from(page, settings):
    folder = _local_folder(page)
    if folder and (folder / NAME).is_file():
        content = (folder / NAME).read_bytes()
    else:
        text, address = _get(f"{page.rstrip('/')}/index.html" if folder else page, settings)
        content, _ = _get(link_in(text.decode("utf-8", "replace"), address), settings)
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ValueError(f"its {NAME} is not the one expected (wrong hash)")
    return content


def _local_folder(page):
    parts = urllib.parse.urlsplit(page)
    path = Path(urllib.request.url2pathname(parts.path))
    return path if parts.scheme == "file" and path.is_dir() else None


def _get(url, settings):
    """The bytes at `url` and where they were finally found."""
    parts = urllib.parse.urlsplit(url)
    request = urllib.request.Request(_without_password(url), headers={"User-Agent": "rapport-setup"})
    if parts.username:
        login = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(login.encode()).decode())
    with _opener(parts, settings).open(request, timeout=float(settings.get("timeout", 30))) as answer:
        return answer.read(), answer.url


def _opener(parts, settings):
    handlers = [urllib.request.HTTPSHandler(context=_trust(parts, settings))]
    if settings.get("proxy"):
        handlers.append(urllib.request.ProxyHandler({"http": settings["proxy"], "https": settings["proxy"]}))
    return urllib.request.build_opener(*handlers)


def _trust(parts, settings):
    host = f"{parts.hostname}:{parts.port}"
    if {parts.hostname, host} & set(settings.get("trusted-host", "").split()):
        return ssl._create_unverified_context()  # as pip does; the hash still decides
    return ssl.create_default_context(cafile=settings.get("cert"))


def _without_password(url):
    parts = urllib.parse.urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
