"""What pip is told on this machine, by its configuration files and PIP_* variables, read without pip."""

import configparser
import os
from pathlib import Path

DEFAULT_INDEX = "https://pypi.org/simple"


def read(environment=os.environ):
    """All settings that count for `pip install`, by option name without dashes in front: {"index-url": …}."""
    settings = {}
    for file in _files(environment):
        settings |= _from_file(file)
    return settings | _from_environment(environment)


def index_urls(settings):
    """Where to look for packages, best first."""
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        return []
    return [settings.get("index-url", DEFAULT_INDEX), *settings.get("extra-index-url", "").split()]


def _files(environment):
    """pip's configuration files, the stronger ones later."""
    named = environment.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return []
    home = Path(environment.get("HOME") or "/nonexistent")
    shared = environment.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    files = [Path(folder, "pip/pip.conf") for folder in shared.split(":")]
    files.append(Path("/etc/pip.conf"))
    if named is None:
        own = environment.get("XDG_CONFIG_HOME") or home / ".config"
        files += [home / ".pip/pip.conf", Path(own, "pip/pip.conf")]
    else:
        files.append(Path(named))
    return files


def _from_file(file):
    parser = configparser.RawConfigParser()
    try:
        parser.read(file, encoding="utf-8")
    except (OSError, UnicodeDecodeError, configparser.Error):
        return {}  # pip itself will complain about it soon, and better
    found = {}
    for section in ("global", "install"):
        if parser.has_section(section):
            found |= {_name(key): value for key, value in parser.items(section)}
    return found


def _from_environment(environment):
    return {_name(key[4:]): value for key, value in environment.items() if key.startswith("PIP_") and value}


def _name(key):
    """pip takes `index_url`, `index-url` and `--index-url` alike; `default-timeout` is an alias."""
    name = key.lower().replace("_", "-").strip("-")
    return "timeout" if name == "default-timeout" else name
