"""Keeping how somebody looks at a list."""

from contacts.access import current_actor
from contacts.db import db
from contacts.views.models import ListSetting
from contacts.views.queries import NO_COLUMNS


def remember(list_name, look):
    """Keep it for the person who acts."""
    columns = None if look.columns is None else ",".join(look.columns) or NO_COLUMNS
    db.session.merge(
        ListSetting(user_id=current_actor().id, list_name=list_name, columns=columns, density=look.density)
    )
    db.session.flush()
