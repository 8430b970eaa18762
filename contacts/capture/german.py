"""How people say in German what happened and what comes next."""

from contacts.capture.vocabulary import Language, counted, each

DEEDS = (
    "anbieten anfragen angebot anrufen antworten bestellen besuchen bezahlen erinnern erledigen fragen geben holen "
    "klären liefern mailen melden nachfassen nachfragen planen prüfen rechnung reservieren rückruf "
    "schicken schreiben senden treffen überweisen vereinbaren vorbereiten zurückrufen"
)

GERMAN = Language(
    channels={
        **each("call", "anruf angerufen anrufen telefonat telefoniert gesprochen"),
        **each("email", "mail e-mail email gemailt"),
        **each("meeting", "treffen getroffen termin besuch besucht besprechung"),
        **each("ticket", "ticket"),
        **each("note", "notiz"),
        **each("chat", "chat gechattet"),
        **each("sms", "sms"),
        **each("letter", "brief geschrieben"),
    },
    fillers={"mit": None, "bei": None, "an": "outgoing", "von": "incoming"},
    days={"heute": 0, "morgen": 1, "übermorgen": 2},
    weekdays={
        **each(0, "mo montag"),
        **each(1, "di dienstag"),
        **each(2, "mi mittwoch"),
        **each(3, "do donnerstag"),
        **each(4, "fr freitag"),
        **each(5, "sa samstag sonnabend"),
        **each(6, "so sonntag"),
    },
    doubtful=frozenset({"so", "do"}),
    months=counted(
        *("jan januar jänner", "feb februar", "mär märz", "apr april", "mai", "jun juni", "jul juli", "aug august"),
        *("sep sept september", "okt oktober", "nov november", "dez dezember"),
    ),
    next=frozenset({"nächste", "nächsten", "nächster", "nächstes", "kommende", "kommenden", "kommender"}),
    this=frozenset({"diese", "diesen", "dieser"}),
    the=frozenset({"dem", "den"}),
    after=frozenset({"in", "innerhalb"}),
    numbers=counted(
        *("ein eine einem einer", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    ),
    units={
        **each((1, 0), "tag tage tagen"),
        **each((7, 0), "woche wochen"),
        **each((0, 1), "monat monate monaten"),
        **each((0, 12), "jahr jahre jahren"),
    },
    week=frozenset({"woche"}),
    month=frozenset({"monat"}),
    before=frozenset({"am", "ab"}),
    deadlines=frozenset({"bis", "spätestens", "vor", "fällig"}),
    at=frozenset({"um", "gegen"}),
    noon=each(12, "mittag mittags"),
    halves={},
    ordinals=(),
    deeds=frozenset(each(None, DEEDS)),
    clocks=frozenset({"uhr"}),
)
