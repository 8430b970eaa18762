"""What somebody promised to do, and by when."""

from contacts.tasks.routes import bp


def init_app(app):
    app.register_blueprint(bp)
