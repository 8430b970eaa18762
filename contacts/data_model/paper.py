"""The diagram as it is drawn on paper: light, each style in its element, in fonts that every reader of PDF has."""

import subprocess
import sys
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree

SPACE = "http://www.w3.org/2000/svg"
INK, SECOND, THIRD = {"fill": "#211d18"}, {"fill": "#544f49"}, {"fill": "#6c6760"}
SANS, MONO = {"font-family": "helvetica"}, {"font-family": "courier"}
# What the style sheet in diagram.svg says of each element and class, as attributes; the later ones win.
PAINT = {
    "text": {**INK, **SANS, "font-size": "11.5"},
    "path": {"fill": "none", "stroke": "#6c6760", "stroke-width": "2"},  # of the signs; the others have a class
    "h": {"font-weight": "bold", "font-size": "12"},
    "t": {**SECOND, **MONO, "font-size": "10"},
    "m": THIRD,
    "box": {"fill": "#ffffff", "stroke": "#d1cfca"},
    "head": {"fill": "#f5f4f2", "stroke": "none"},
    "wire": {"fill": "none", "stroke": "#8c8983", "stroke-width": "1.25"},
    "may": {"stroke-dasharray": "5 3"},
}
PRINTER = Path(__file__).with_name("printer.py")
SECONDS = 60
_one_at_a_time = Lock()  # each takes a processor and some 140 MB while it lasts


def printed(form, svg):
    """The bytes of a "png" or "pdf" of the diagram. The libraries are loaded by a process of its own, which ends."""
    # -P: the modules beside the script are not looked for; one of them is called as one of Python's own.
    command = [sys.executable, "-P", str(PRINTER), form]
    with _one_at_a_time:
        return subprocess.run(
            command, input=on_paper(svg).encode(), capture_output=True, check=True, timeout=SECONDS
        ).stdout


def on_paper(svg):
    """The same picture without style sheet and links."""
    picture = ElementTree.fromstring(svg)
    for parent in picture.iter():
        for sheet in parent.findall(f"{{{SPACE}}}style"):
            parent.remove(sheet)
    for element in picture.iter():
        kind = element.tag.partition("}")[2]
        if kind == "a":
            element.tag, _address = f"{{{SPACE}}}g", element.attrib.pop("href", None)
        for name in (kind, *element.attrib.pop("class", "").split()):
            element.attrib.update(PAINT.get(name, {}))
        if element.text:  # the fonts that every reader has know no other signs
            element.text = element.text.encode("latin-1", "replace").decode("latin-1")
    ElementTree.register_namespace("", SPACE)
    return ElementTree.tostring(picture, encoding="unicode")
