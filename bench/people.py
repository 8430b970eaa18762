"""Who asks in the benchmarks that need no server: a signed-in browser of the application itself."""

import time

from tests.factories import make_session, make_user, writing


def browser_of(app, role="sales rep"):
    """Of a new person of that role."""
    with app.app_context():
        with writing():
            user_id = make_user(role, email=f"bench{time.time_ns()}@example.com").id
        token = make_session(user_id)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client
