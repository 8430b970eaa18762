"""What the team sells: a tree of categories, and the products in them."""

from contacts.categories.product_routes import bp as products
from contacts.categories.routes import bp as categories


def init_app(app):
    app.register_blueprint(categories)
    app.register_blueprint(products)
