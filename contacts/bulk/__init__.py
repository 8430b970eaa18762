"""One deed for many customers: those that are ticked in the list, or all that match; done by set, undone as one."""

from contacts.bulk.deeds import offered
from contacts.bulk.routes import bp


def init_app(app):
    app.register_blueprint(bp)
    app.jinja_env.globals["bulk_deeds"] = offered
