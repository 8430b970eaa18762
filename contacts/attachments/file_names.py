"""File names as they are shown and given back: what a sender calls a file is only words."""

import unicodedata

LONGEST = 200
LONGEST_SUFFIX = 16
# Bidi controls and marks turn a name around ("exe.pdf"), the rest cannot be kept or seen.
UNSEEN = ("Cc", "Cs", "Cn", "Co", "Zl", "Zp")
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def shown_name(sent):
    """A name without folders, unseen signs and outer dots; at most 200 characters, its suffix kept."""
    name = unicodedata.normalize("NFC", (sent or "").replace("\\", "/")).rpartition("/")[2]
    plain = "".join(sign for sign in name if sign not in TURNING and unicodedata.category(sign) not in UNSEEN)
    return shortened(" ".join(plain.split()).strip(". ")) or "file"


def shortened(name):
    if len(name) <= LONGEST:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > LONGEST_SUFFIX:
        return name[:LONGEST].rstrip()
    return f"{stem[: LONGEST - len(suffix) - 1].rstrip()}.{suffix}"
