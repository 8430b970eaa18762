"""What a new instance starts with: who sees and does what. Read this page aloud to whoever owns the data.

Administrators change it later; nothing else in the code depends on these names.
"""

from contacts.access.models import Level

VERBS = ("create", "read", "edit", "delete", "import", "export")
KINDS = (
    "customers",
    "companies",
    "contacts",
    "addresses",
    "interests",
    "categories",
    "products",
    "purchases",
    "communications",
    "tasks",
    "attachments",
    "users",
)

# The fields of each row of the matrix: whole tables, or single columns.
FIELDS = {
    "names": ("customers", "companies", "customer_categories", "categories", "products", "product_categories", "tasks"),
    "contacts": ("emails", "phones"),
    "addresses": ("addresses",),
    "purchases": (
        "purchases",
        "purchase_items",
        "customer_values",
        "customer_stats.purchase_count",
        "customer_stats.last_purchase_on",
    ),
    "communications": ("communications", "tickets", "attachments", "customer_stats.last_contact_at"),
    "birth_date": ("customers.birth_date",),
    "tax_id": ("customers.tax_id",),
    "bank_account": ("customers.bank_account",),
    "credit_limit": ("customers.credit_limit",),
}

EDIT, VIEW, MASKED, HIDDEN = Level.EDIT, Level.VIEW, Level.MASKED, Level.HIDDEN

MATRIX = {
    #                 administrator  manager  finance  sales rep  support  read-only
    "names":         (EDIT,          EDIT,    VIEW,    EDIT,      VIEW,    VIEW),
    "contacts":      (EDIT,          EDIT,    VIEW,    EDIT,      EDIT,    MASKED),
    "addresses":     (EDIT,          EDIT,    EDIT,    EDIT,      VIEW,    HIDDEN),
    "purchases":     (EDIT,          EDIT,    EDIT,    EDIT,      VIEW,    HIDDEN),
    "communications": (EDIT,         EDIT,    HIDDEN,  EDIT,      EDIT,    HIDDEN),
    "birth_date":    (EDIT,          VIEW,    HIDDEN,  MASKED,    MASKED,  HIDDEN),
    "tax_id":        (EDIT,          VIEW,    EDIT,    HIDDEN,    HIDDEN,  HIDDEN),
    "bank_account":  (EDIT,          MASKED,  EDIT,    HIDDEN,    HIDDEN,  HIDDEN),
    "credit_limit":  (EDIT,          EDIT,    EDIT,    HIDDEN,    HIDDEN,  HIDDEN),
}  # fmt: skip
ADMINISTRATOR = "administrator"  # its rights are fixed: there is always a role that may do everything
ROLES = (ADMINISTRATOR, "manager", "finance", "sales rep", "support", "read-only")


def everything(scope="all"):
    return dict.fromkeys(VERBS, scope)


def reading():
    return {"read": "all"}


RECORDS = tuple(kind for kind in KINDS if kind != "users")
WORK = {"create": "all", "read": "all", "edit": "all"}

RIGHTS = {
    "administrator": {kind: everything() for kind in KINDS},
    "manager": {kind: everything() for kind in RECORDS},
    "finance": {
        **{kind: reading() for kind in ("companies", "contacts", "interests", "categories", "products", "tasks")},
        "customers": {"read": "all", "edit": "all", "export": "all"},
        "addresses": {**WORK, "delete": "all"},
        "purchases": everything(),
    },
    "sales rep": {
        **{kind: {**WORK, "delete": "all"} for kind in ("contacts", "addresses", "interests")},
        "customers": {**WORK, "delete": "own", "export": "own"},
        "companies": WORK,
        "categories": reading(),
        "products": reading(),
        "purchases": {**WORK, "delete": "own"},
        "communications": {"create": "all", "read": "all", "edit": "own", "delete": "own"},
        "tasks": {**WORK, "delete": "own"},
        "attachments": {"create": "all", "read": "all", "delete": "own"},
    },
    "support": {
        **{
            kind: reading()
            for kind in (
                "customers",
                "companies",
                "addresses",
                "interests",
                "categories",
                "products",
                "purchases",
                "tasks",
            )
        },
        "contacts": {**WORK, "delete": "all"},
        "communications": {"create": "all", "read": "all", "edit": "own", "delete": "own"},
        "attachments": {"create": "all", "read": "all", "delete": "own"},
    },
    "read-only": {
        kind: reading()
        for kind in ("customers", "companies", "contacts", "interests", "categories", "products", "tasks")
    },
}


def rules_of(role):
    """`{(table, column or "*"): level}` of a starting role: what is not `edit`, or lies in a table that is not."""
    at = ROLES.index(role)
    levels = {field: row[at] for name, row in MATRIX.items() for field in FIELDS[name]}
    return {
        (table, column or "*"): level
        for field, level in levels.items()
        for table, _, column in [field.partition(".")]
        if level is not EDIT or levels.get(table, EDIT) is not EDIT
    }
