"""What the page of the data model is asked for in its address, whatever stands there."""

from dataclasses import dataclass

from flask import request, url_for

ZOOMS = ("50", "75", "100", "150")
FIT = "fit"
FIRST = "customers"  # the table that most is about


@dataclass(frozen=True)
class View:
    """`table`: the chosen one or None; `show`: an overlay or ""; `near`: only the chosen one and its neighbours;
    `all`: with the tables that the application keeps for itself."""

    table: str | None
    show: str
    role: str
    near: bool
    zoom: str
    all: bool

    def url(self, **other):
        """The address of this view with something else in it; what is usual is left out."""
        said = {name: 1 if value is True else value for name, value in {**vars(self), **other}.items()}
        said = {name: value for name, value in said.items() if value and value != "100"}
        return url_for("data_model.index", _anchor=said.pop("anchor", None), **said)

    @property
    def scale(self):
        """How large a pixel of the drawing is; None when it has to fit."""
        return None if self.zoom == FIT else int(self.zoom) / 100


def asked_view(schema, overlays=(), roles=()):
    """The `View` that the address asks for; what means nothing is left out."""
    asked = {name: request.args.get(name, "") for name in ("table", "show", "role", "near", "zoom", "all")}
    table = asked["table"] if asked["table"] in schema.tables else None
    return View(
        table=table,
        show=asked["show"] if asked["show"] in overlays else "",
        role=asked["role"] if asked["role"] in roles else "",
        near=bool(asked["near"] and table),
        zoom=asked["zoom"] if asked["zoom"] in (*ZOOMS, FIT) else "100",
        all=bool(asked["all"]),
    )


def first_table(schema):
    """The table that is read about when none is chosen."""
    return FIRST if FIRST in schema.tables else next(iter(schema.tables), None)
