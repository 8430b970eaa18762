"""What the invented team sells, and what it and its customers say."""

CATEGORIES = {
    "Coffee": {"Espresso": ("Monsoon Blend", "Dark Harbour"), "Filter": ("Morning Field", "Sidamo Washed")},
    "Tea": {"Green": ("Sencha First Flush", "Jasmine Pearls"), "Black": ("Assam Gold", "Earl Grey Blue")},
    "Equipment": {"Grinders": ("Hand Grinder M2", "Burr Grinder 64"), "Kettles": ("Gooseneck Kettle", "Travel Kettle")},
    "Services": {"Training": ("Barista Course", "Tasting Evening"), "Repair": ("Yearly Service", "Express Repair")},
}
INDUSTRIES = ("Hospitality", "Retail", "Software", "Logistics", "Education", "Health care", "Manufacturing")
JOBS = ("Buyer", "Office manager", "Owner", "Head of operations", "Head chef", "Assistant", "Director")
LEGAL_FORMS = ("& Sons", "Ltd", "GmbH", "SA", "Cooperative", "Trading", "Studio")
SOURCES = ("Website", "Referral", "Trade fair", "Newsletter", None, None)
OUTCOMES = ("reached", "voicemail", "no_answer", "busy")
TALK = {
    "email": ("Offer for the next quarter", "Sent the price list and asked which sizes they need."),
    "call": ("Delivery date", "They asked when the order comes. Promised an answer by tomorrow."),
    "meeting": ("Tasting at their place", "Four people tasted five blends; two go on the shortlist."),
    "chat": (None, "Asked whether the kettle has a European plug. It has."),
    "sms": (None, "The courier is on the way, arrives before noon."),
    "letter": ("Signed contract", "The signed contract for next year came by post."),
    "note": (None, "Prefers to be called in the morning. Speaks softly, likes details."),
    "ticket": ("Grinder makes a noise", "It rattles since last week; they sent a short recording."),
}
REPLIES = ("Thank you, we look into it today.", "A spare part is on its way.", "It works again, thanks!")
TASKS = ("Call back about the offer", "Send samples", "Check the unpaid invoice", "Prepare the yearly review")
PEOPLE = (
    ("Ingrid Sørensen", "ingrid@example.com", "sales rep"),
    ("Femi Adéyẹmí", "femi@example.com", "manager"),
    ("Zoé Lefèvre", "zoe@example.com", "finance"),
    ("Paweł Śliwa", "pawel@example.com", "support"),
    ("Yoko Tanaka", "yoko@example.com", "read-only"),
)
