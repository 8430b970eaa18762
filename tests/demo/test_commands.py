"""`flask demo`: the same seed invents the same customers, with sums that are right."""

import phonenumbers
from sqlalchemy import func, select

from contacts.access import unrestricted
from contacts.communications.models import Communication
from contacts.customers.models import Customer, Phone
from contacts.history.chain import broken_links
from contacts.purchases.models import Purchase, PurchaseItem


def load(app):
    answer = app.test_cli_runner().invoke(args=["demo", "--customers", "30", "--seed", "7", "--today", "2026-05-04"])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_everything_is_there_and_adds_up(app):
    assert "shown only this once" in load(app)
    with unrestricted("a test looks") as session:
        assert session.scalar(select(func.count()).select_from(Customer)) == 30
        assert session.scalar(select(func.count()).select_from(Communication)) == 300
        sums = select(func.sum(PurchaseItem.amount)).where(PurchaseItem.purchase_id == Purchase.id).scalar_subquery()
        assert session.scalars(select(Purchase.id).where(Purchase.total != sums)).all() == []
        numbers = session.scalars(select(Phone.e164)).all()
        sealed = [customer for customer in session.scalars(select(Customer)) if customer.tax_id]
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in numbers)
    assert sealed
    assert all(customer.tax_id.startswith("DE") for customer in sealed)
    assert broken_links() == []


def test_the_same_seed_invents_the_same_people_again(app):
    load(app)
    assert "shown only this once" not in load(app)
    with unrestricted("a test looks") as session:
        names = session.scalars(select(Customer.name).order_by(Customer.id)).all()
    assert names[:30] == names[30:]
