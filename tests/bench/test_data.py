"""The benchmark's databases: the copies are whole, and what is kept of them is as if they had been typed."""

from sqlalchemy import func, select

from bench import data
from contacts import create_app
from contacts.access import unrestricted
from contacts.communications.models import Communication
from contacts.customers.models import Customer, CustomerStats, Email
from contacts.purchases.models import Purchase, PurchaseItem


def test_customers_are_copied_with_all_that_is_theirs(tmp_path, monkeypatch):
    monkeypatch.setattr(data, "BASE", 20)
    app = create_app(TESTING=True, **data.settings(f"sqlite:///{tmp_path / 'big.db'}", tmp_path))
    data.make(app, 60)
    with app.app_context():
        with unrestricted("a test looks") as session:
            names = session.scalars(select(Customer.name).order_by(Customer.id)).all()
            counts = [session.scalar(select(func.count()).select_from(one)) for one in (Customer, CustomerStats)]
            strays = session.scalar(select(func.count()).where(Email.customer_id.not_in(select(Customer.id))))
            sums = select(Purchase.customer_id, func.sum(PurchaseItem.amount)).join(PurchaseItem)
            worth = dict(session.execute(sums.group_by(Purchase.customer_id)).all())
            talked = dict(
                session.execute(
                    select(Communication.customer_id, func.count()).group_by(Communication.customer_id)
                ).all()
            )
        runner = app.test_cli_runner()
        assert runner.invoke(args=["stats", "check"]).exit_code == 0
        assert runner.invoke(args=["search", "check"]).exit_code == 0
    assert counts == [60, 60]
    assert strays == 0
    assert names[20] == f"{names[0]} Brandt"
    for found in (worth, talked):
        assert [found.get(id) for id in range(1, 21)] == [found.get(id + 20) for id in range(1, 21)]
