"""The front door: `app:app` is the WSGI application, for any server."""

from contacts import create_app

app = create_app()
