"""Which columns say something about somebody, beside those that the models call sealed, secret or masked."""

PERSONAL = frozenset(
    {
        "addresses.city",
        "addresses.line1",
        "addresses.line2",
        "addresses.postal_code",
        "addresses.recipient",
        "addresses.region",
        "attachments.file_name",
        "changes.after",
        "changes.before",
        "communications.body",
        "communications.subject",
        "customers.external_id",
        "customers.family_name",
        "customers.given_name",
        "customers.job_title",
        "customers.language",
        "customers.name",
        "customers.notes",
        "customers.sort_name",
        "customers.time_zone",
        "purchases.billing_address",
        "purchases.shipping_address",
        "security_events.address",
        "security_events.detail",
        "sessions.address",
        "sessions.browser",
        "tasks.title",
        "tickets.subject",
        "users.email",
        "users.name",
    }
)
SEALED, SECRET, IS_PERSONAL = "sealed", "secret", "personal"


def sort_of(column):
    """ "secret", "sealed", "personal", or "" for what says nothing about anybody."""
    if column.info.get("secret"):
        return SECRET
    if column.info.get("sensitive"):
        return SEALED
    copied = column.info.get("copy_of", ("", ""))
    is_known = column.full_name in PERSONAL or ".".join(copied) in PERSONAL
    return IS_PERSONAL if is_known or "mask" in column.info else ""
