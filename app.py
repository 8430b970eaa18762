"""The front door: `app:app` is the WSGI application, for any server."""

import gc

from contacts import create_app
from contacts.db import dispose_all

app = create_app()
# Servers make their processes out of this one: a connection must not be in two of them, and what is made by now stays
# as long as they do, so that nobody looks through it for garbage (which would also copy its pages into each of them).
dispose_all()
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 10, 10)  # a page makes some ten thousand objects that go by themselves when it is done
