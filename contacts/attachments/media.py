"""What bytes really are: their name and what a browser says of them do not count."""

import codecs
import re

import filetype

UNKNOWN = "application/octet-stream"
HEAD = 8192  # bytes in which every known kind of file shows itself
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")  # signs that no text holds
# Kinds that are written in plain letters. Other signatures of plain letters are words: "BM" begins "BMW" too.
LETTERED = {"application/pdf", "application/rtf", "application/postscript"}


class Probe:
    """Looks at bytes as they pass: `feed` each piece, then ask for the `media_type`."""

    def __init__(self):
        self.head, self.is_text = b"", True
        self.decoder = codecs.getincrementaldecoder("utf-8")()

    def feed(self, chunk):
        self.head += chunk[: max(0, HEAD - len(self.head))]
        self.is_text = self.is_text and self.reads(chunk)

    def reads(self, chunk, final=False):
        try:
            return not CONTROLS.search(self.decoder.decode(chunk, final))
        except UnicodeDecodeError:
            return False

    def media_type(self):
        kind = filetype.guess(self.head) if self.head else None
        if self.is_text and self.reads(b"", final=True) and (kind is None or kind.mime not in LETTERED):
            return "text/plain"
        return kind.mime if kind else UNKNOWN
