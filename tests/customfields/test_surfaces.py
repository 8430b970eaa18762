"""Every surface of a built-in field, walked with a field of every type. What a type lacks is named, and lacking."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import select, text

from contacts.access import FieldRule, Role, unrestricted
from contacts.customfields.words import LETTERS, SORTED, Type
from tests.exchange.test_import import run
from tests.factories import found

FIRST, SECOND = "Ada Byron", "Grace Hopper"
FIELD, SEALED, EMPTY = "c_own", "c_kept", ("given", None)
LABELS = {FIELD: "Shoe", SEALED: "Kept"}
# type: (what the field is asked for, what is typed, how pages show it, the filter that finds it, what a segment asks)
TYPED = {
    "text": ({}, "lighthouse", "lighthouse", "c_own=LIGHT", ("contains", "light")),
    "long_text": ({}, "lighthouse", "lighthouse", "c_own=house", EMPTY),
    "number": ({}, "1234.5", "1,234.5", "c_own-from=1000", ("least", "1000")),
    "money": ({"currency": "EUR"}, "12.50", "€12.50", "c_own-to=13", ("most", "12.5")),
    "date": ({}, "2026-05-04", "4 May 2026", "c_own-from=2026-05-04", ("since", "2026-05-04")),
    "moment": ({}, "2026-05-04T16:30", "16:30", "c_own-to=2026-05-04", ("before", "2026-05-05")),
    "yes_no": ({}, "yes", "Yes", "c_own=yes", ("yes", None)),
    "choice": ({"options": "Gold\nTin"}, "gold", "Gold", "c_own=gold", ("any_of", "gold")),
    "several": ({"options": "Red\nBlue"}, ["red", "blue"], "Blue", "c_own=blue", ("any_of", "blue")),
    "link": ({}, "https://lighthouse.example", "lighthouse.example", "c_own=house", ("begins", "https")),
    "email": ({}, "ada@lighthouse.example", "ada@lighthouse", "c_own-is=ADA@lighthouse.example", EMPTY),
    "phone": ({}, "+49 30 5550142", "+49 30 5550142", "c_own=5550142", ("begins", "+49")),
    "person": ({}, "{me}", "Person", "c_own={me}", ("any_of", "me")),
    "record": ({"target": "customers"}, "{second}", SECOND, "c_own={second}", EMPTY),
}  # fmt: skip
LACKS = {
    "sort": set(Type) - SORTED,  # long texts and several choices fit no index; people and records have no order
    "search": set(Type) - LETTERS,  # only what is written has words
}
SEALED_LACKS = {"column", "filter", "sort", "search", "segment", "export", "bulk"}  # nobody compares what is sealed


class World:
    """A customer in whom a field says something, another one, and whoever looks."""

    def __init__(self, app, admin, add_field, add_customer, type):
        asked, typed, self.shown, self.filter, self.asks = TYPED[type]
        self.app, self.admin, self.type = app, admin, type
        second = add_customer(name=SECOND)
        known = {"me": admin.user_id, "second": second.rpartition("/")[2]}
        self.typed = typed.format(**known) if isinstance(typed, str) else typed
        self.filter = self.filter.format(**known)
        more = {"searchable": "y"} if type in LETTERS else {}
        add_field(type, label="Shoe", key="own", filterable="y", **more, **asked)
        add_field(type, label="Kept", key="kept", sensitive="y", **asked)
        self.url = add_customer(name=FIRST, c_own=self.typed, c_kept=self.typed)

    def names(self, query):
        page = self.admin.get(f"/customers?{query}").text
        return re.findall(r'<a class="cover b clip"[^>]*><bdi>([^<]*)</bdi>', page)

    def values(self, column):
        with self.app.app_context(), unrestricted("a test looks") as session:
            query = f"SELECT {column} FROM customers_custom WHERE {column} IS NOT NULL ORDER BY id"
            return session.scalars(text(query)).all()


def form(world, name):
    return f'name="{name}"' in world.admin.get("/customers/new").text


def record(world, name):
    page = world.admin.get(world.url).text
    return world.shown in page and f'id="fact-{name}"' in page


def in_place(world, name):
    before = len(world.values(name))
    emptied = world.admin.post(f"{world.url}/facts/{name}", data={name: ""}).status_code == 303
    gone = len(world.values(name)) == before - 1
    filled = world.admin.post(f"{world.url}/facts/{name}", data={name: world.typed}).status_code == 303
    return emptied and gone and filled and len(world.values(name)) == before


def column(world, name):
    heads = world.admin.get(f"/customers?columns={name}&q=ada").text.partition("<thead")[2].partition("</tr>")
    return LABELS[name] in heads[0] and world.shown in heads[2]


def filter(world, name):
    return world.names(world.filter.replace(FIELD, name)) == [FIRST]


def sort(world, name):
    return f"sort={name}" in world.admin.get("/customers").text and world.names(f"sort={name}")[0] == FIRST


def search(world, name):
    words = {"phone": "5550142"}.get(world.type, "lighthouse")
    label = world.admin.get(f"/customers?q={words}").text
    return name == FIELD and world.type in LETTERS and FIRST in label and world.names(f"q={words}") == [FIRST]


def segment(world, name):
    asks, value = world.asks
    row = {
        "conditions-0-0-field": f"customers.{name}",
        "conditions-0-0-asks": asks,
        "conditions-0-0-value": value or "",
    }
    answer = world.admin.post("/segments", data={"name": f"{asks} {name}", "sharing": "private", **row})
    return answer.status_code == 303 and world.names(f"segment={answer.location.rpartition('/')[2]}") == [FIRST]


def export(world, name):
    world.admin.post("/customers/columns", data={"column": name})
    file = world.admin.get("/customers/export.csv?all=1").text.splitlines()
    return len(file[0].split(",")) == 3 and any(line.split(",", 2)[2] for line in file[1:])


def imports(world, name):
    before = len(world.values(name))
    typed = ";".join(world.typed) if isinstance(world.typed, list) else world.typed
    if world.type == "person":
        typed = str(world.admin.user_id)
    with world.app.app_context(), TemporaryDirectory() as folder:
        summary = run("customers", f"external_id,name,{name}\n{name},Imported,{typed}\n", Path(folder))
    return not summary.broken and len(world.values(name)) == before + 1


def history(world, name):
    label = LABELS[name]
    return label in world.admin.get(f"{world.url}/history").text


def undo(world, name):
    before = len(world.values(name))
    world.admin.post(f"{world.url}/facts/{name}", data={name: ""})
    emptied = len(world.values(name)) == before - 1
    last = found(text("SELECT max(id) FROM operations"))[0]
    world.admin.post(f"/history/{last}/undo")
    return emptied and len(world.values(name)) == before


def matrix(world, name):
    label = LABELS[name]
    return label in world.admin.get("/admin/fields").text


def bulk(world, name):
    return world.admin.get(f"/customers/bulk?deed={name}&all=1").status_code == 200


def dictionary(world, name):
    page = world.admin.get(f"/data-model/tables/customers_custom/{name}")
    return page.status_code == 200 and LABELS[name] in page.text


SURFACES = {
    **{"form": form, "record": record, "in place": in_place, "column": column, "filter": filter, "sort": sort},
    **{"search": search, "segment": segment, "export": export, "import": imports, "history": history, "undo": undo},
    **{"matrix": matrix, "bulk": bulk, "dictionary": dictionary},
}


def test_each_type_is_here():
    assert set(TYPED) == set(Type)


@pytest.mark.parametrize("type", TYPED)
def test_a_field_is_on_every_surface(app, admin, add_field, add_customer, type):
    world = World(app, admin, add_field, add_customer, type)
    reached = {name for name, reaches in SURFACES.items() if reaches(world, FIELD)}
    assert set(SURFACES) - reached == {name for name, types in LACKS.items() if type in types}


@pytest.mark.parametrize("type", ["text", "money", "several", "person"])
def test_what_is_sealed_is_on_every_surface_but_where_it_would_be_compared(app, admin, add_field, add_customer, type):
    world = World(app, admin, add_field, add_customer, type)
    reached = {name for name, reaches in SURFACES.items() if reaches(world, SEALED)}
    assert set(SURFACES) - reached == SEALED_LACKS
    assert all(isinstance(value, str) and len(value) > 30 for value in world.values(SEALED))  # an envelope


@pytest.mark.parametrize("type", ["text", "number", "several", "person"])
def test_a_hidden_field_is_on_none(app, admin, sign_in, add_field, add_customer, type):
    world = World(app, admin, add_field, add_customer, type)
    with app.app_context(), unrestricted("a test changes the matrix", writes=True) as session:
        role = session.scalar(select(Role.id).where(Role.name == "manager"))
        session.add(FieldRule(role_id=role, table_name="customers_custom", column_name=FIELD, level="hidden"))
    world.admin = sign_in("manager")
    walked = SURFACES.keys() - {
        "import",
        "dictionary",
    }  # an import acts for the system here; the model names all columns
    assert {name for name in walked if SURFACES[name](world, FIELD)} == set()
