"""Pages go compressed to who asks from our own pages: nobody else can probe how long they are.

What somebody typed stands in a page beside what is secret, and the length of both compressed together can tell the
secret to who makes a browser ask often and watches the line (BREACH). A browser says in `Sec-Fetch-Site` where
a request comes from, and a foreign page can neither leave that out nor change it: what it asks for goes as it is. Each
answer also gets a name of random length, so that a few bytes more or less mean nothing (as Django does it).
"""

import secrets
import struct
import zlib

from flask import current_app, request

LEVEL = 4  # of 9: a record of 75 kB takes 0.5 ms and becomes 12 kB; more saves little
WORTH_IT = 1_000  # bytes; less fits one packet either way
LONGEST_NAME = 100  # random bytes
OURS = ("same-origin", "none")  # from our own pages, or typed and bookmarked


def is_whole_page(response):
    """Not a stream or a file, nor what is compressed, or known by its tag, already."""
    return (
        response.mimetype == "text/html"
        and not response.is_streamed
        and not response.direct_passthrough
        and not response.content_encoding
        and "ETag" not in response.headers
    )


def gzipped(body):
    """The bytes as gzip, under a name of random length."""
    name = secrets.token_urlsafe(LONGEST_NAME)[: secrets.randbelow(LONGEST_NAME)].encode()
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    ends = struct.pack("<2L", zlib.crc32(body), len(body) & 0xFFFFFFFF)
    return b"\x1f\x8b\x08\x08\0\0\0\0\x04\xff" + name + b"\0" + squeeze.compress(body) + squeeze.flush() + ends


def compress(response):
    """The page itself, or the same compressed."""
    if not current_app.config["COMPRESS_PAGES"] or not is_whole_page(response):
        return response
    response.vary.update(("Accept-Encoding", "Sec-Fetch-Site"))
    wanted = request.accept_encodings["gzip"] and request.headers.get("Sec-Fetch-Site") in OURS
    if wanted and len(body := response.get_data()) >= WORTH_IT:
        response.set_data(gzipped(body))
        response.content_encoding = "gzip"
    return response


def init_app(app):
    app.after_request(compress)
