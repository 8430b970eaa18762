"""An example of what a column holds. Invented: nobody's data is shown to explain the schema."""

from contacts.access import Level, mask

BY_NAME = {
    "amount": "11800",
    "billing_address": "Via dei Portici 12, 39100 Bolzano, IT",
    "birth_date": "1984-06-09",
    "bank_account": "NO93 8601 1117 947",
    "body": "Asked for a demo of the new grinder.",
    "city": "Bolzano",
    "color": "6",
    "country": "IT",
    "credit_limit": "500000 EUR",
    "currency": "EUR",
    "description": "Burr set 98 mm",
    "discount": "0",
    "duration": "25",
    "e164": "+2348035550142",
    "external_id": "A-0091",
    "family_name": "Nguyễn",
    "file_name": "offer.pdf",
    "given_name": "Minh Anh",
    "industry": "Coffee roasting",
    "job_title": "Head of purchasing",
    "label": "work",
    "language": "vi",
    "lifetime_value": "10436196",
    "line1": "Via dei Portici 12",
    "locale": "en-GB",
    "media_type": "application/pdf",
    "notes": "Rings back on Tuesdays.",
    "phone": "+47 55 50 11 02",
    "postal_code": "39100",
    "price": "11800",
    "quantity": "4",
    "recipient": "Torrefazione Adige",
    "reference": "2026-0417",
    "region": "BZ",
    "shipping_address": "Via dei Portici 12, 39100 Bolzano, IT",
    "sku": "BURR-98",
    "sort_name": "nguyen thi minh anh",
    "source": "northwind",
    "subject": "New grinder",
    "tax_id": "NG-20614477-0001",
    "time_zone": "Asia/Ho_Chi_Minh",
    "title": "Send the offer",
    "total": "47200",
    "unit_price": "11800",
    "website": "https://adige.example",
}
BY_FULL_NAME = {
    "categories.name": "Espresso machines",
    "companies.name": "Torrefazione Adige",
    "customers.name": "Nguyễn Thị Minh Anh",
    "emails.folded": "giulia@adige.example",
    "emails.value": "Giulia@adige.example",
    "phones.value": "0803 555 0142",
    "products.name": "Burr set 98 mm",
    "roles.name": "sales rep",
    "teams.name": "North",
    "users.email": "ingrid@example.com",
    "users.name": "Ingrid Sørensen",
}
BY_TYPE = {
    "yes/no": "yes",
    "moment": "2026-03-04 09:12 UTC",
    "date": "2026-05-04",
    "integer": "1041",
    "decimal": "2.5",
    "JSON": '{"customers": {"read": "all"}}',
}


def example_of(column, level=Level.VIEW):
    """What may stand in it, as somebody with this level sees it; empty where there is nothing to show."""
    if level is Level.HIDDEN or column.info.get("secret") or column.name.endswith(("_hash", "_lookup")):
        return ""
    plain = plain_example(column)
    return mask(column.info.get("mask", "blank"), plain) if level is Level.MASKED and plain else plain


def plain_example(column):
    known = BY_FULL_NAME.get(column.full_name) or BY_NAME.get(column.name)
    if column.choices:
        return column.default or column.choices[0]
    return known or BY_TYPE.get(column.type, "")
