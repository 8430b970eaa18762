"""A program of its own: an SVG picture comes in, a PDF or a PNG goes out. `paper` runs it.

fpdf2 draws the PDF, with text that can be searched; pdfium makes the PNG of that very PDF, with fonts of its own, so
that it looks the same on a server that has none.
"""

import math
import sys
from io import BytesIO
from xml.etree import ElementTree

from fpdf import FPDF
from pypdfium2 import PdfDocument

LARGEST = 14_400  # points of a page, as readers of PDF have it
POINTS = 0.75  # of a pixel
SHARP, MOST_PIXELS = 2, 16_000_000


def pdf(svg):
    """One page, as large as the picture."""
    width, height = (float(ElementTree.fromstring(svg).get(name)) * POINTS for name in ("width", "height"))
    shrunk = min(1, LARGEST / max(width, height))
    paper = FPDF(unit="pt", format=(width * shrunk, height * shrunk))
    paper.set_auto_page_break(False)
    paper.set_margin(0)
    paper.set_title("The schema")
    paper.add_page()
    paper.image(BytesIO(svg), x=0, y=0, w=width * shrunk, h=height * shrunk)
    return bytes(paper.output())


def png(svg):
    """Twice as sharp as on the page, as long as that is no giant."""
    with PdfDocument(pdf(svg)) as document:
        page = document[0]
        fits = math.sqrt(MOST_PIXELS / (page.get_width() * page.get_height()))
        picture = page.render(scale=min(SHARP / POINTS, fits)).to_pil()
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write({"pdf": pdf, "png": png}[sys.argv[1]](sys.stdin.buffer.read()))
