"""The diagram as PNG and PDF: everything that the SVG says, to be seen and to be searched, and nothing else."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from contacts.data_model import printer
from contacts.data_model.describing import schema_of
from contacts.data_model.files import file_of, svg
from contacts.data_model.live import live_schema
from contacts.data_model.paper import PAINT, on_paper
from contacts.db import Base

SCHEMA = schema_of(Base.metadata)
FORTY = SCHEMA.only(list(SCHEMA.tables)[:40])
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" width="{0}" height="{0}">{1}</svg>'
RED = '<rect width="9" height="9" fill="#f00"/>'


def words_in(data):
    with PdfDocument(data) as document:
        assert len(document) == 1
        return document[0].get_textpage().get_text_bounded()


def test_the_pdf_is_one_page_as_large_as_the_picture_and_can_be_searched(app):
    picture = ElementTree.fromstring(svg(FORTY))
    made = file_of("pdf", FORTY, None)
    said = words_in(made)
    assert all(name in said for name in FORTY.tables)
    texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert [text for text in texts if text not in said] == []
    with PdfDocument(made) as document:
        size = document[0].get_size()
    assert [round(side / 0.75) for side in size] == [int(picture.get("width")), int(picture.get("height"))]


def test_the_png_is_twice_as_sharp_and_shows_ink_in_every_box(app):
    picture = ElementTree.fromstring(svg(FORTY))
    image = Image.open(BytesIO(file_of("png", FORTY, None))).convert("L")
    wanted = [int(picture.get(name)) * 2 for name in ("width", "height")]
    assert all(abs(got - want) <= 1 for got, want in zip(image.size, wanted, strict=True))
    for x, y, width in boxes_in(picture):
        title = image.crop((2 * x + 2, 2 * y + 8, 2 * (x + width) - 2, 2 * y + 56))
        assert title.getextrema()[0] < 90, "no name stands in this box"
    assert image.getpixel((1, 1)) == 255


def boxes_in(picture):
    for group in picture.iter("{http://www.w3.org/2000/svg}g"):
        x, y = map(float, re.findall(r"[\d.]+", group.get("transform")))
        yield int(x), int(y), int(group.find("{http://www.w3.org/2000/svg}rect").get("width"))


@pytest.mark.parametrize(("form", "kind"), [("png", "image/png"), ("pdf", "application/pdf")])
def test_they_are_downloaded(sign_in, form, kind):
    answer = sign_in("manager").get(f"/data-model/schema.{form}")
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="schema.{form}"'


def test_the_pdf_says_what_its_reader_may_read_about(app, sign_in):
    said = words_in(sign_in("administrator").get("/data-model/schema.pdf").data)
    theirs = words_in(sign_in("read-only").get("/data-model/schema.pdf").data)
    assert all(name in said for name in live_schema().schema.tables)
    assert "customers" in theirs
    assert not re.search("purchase_items|operations|security_events", theirs)


def test_who_reads_about_no_table_gets_an_empty_page(app):
    assert words_in(file_of("pdf", SCHEMA.only(()), None)).strip() == ""


def test_no_style_is_left_to_a_sheet_and_no_link_leads_nowhere(app):
    drawn = on_paper(svg(SCHEMA))
    assert not re.search(r"<style|class=|<a |var\(|href=\"#er-(?!key|sensitive)", drawn)
    assert drawn.count("<g ") >= len(SCHEMA.tables)


def test_the_colours_are_those_of_the_diagram(app):
    said = svg(SCHEMA).replace("#fff;", "#ffffff;")
    used = {value for paint in PAINT.values() for value in paint.values() if value.startswith("#")}
    assert {colour for colour in used if colour not in said} == set()


def test_signs_that_the_fonts_do_not_know_break_nothing():
    drawn = on_paper(SVG.format(90, '<text x="9" y="20">ä 日</text>'))
    assert ">ä ?<" in drawn
    assert "ä ?" in words_in(printer.pdf(drawn.encode()))


def test_a_giant_is_made_to_fit():
    with PdfDocument(printer.pdf(SVG.format(30_000, RED).encode())) as document:
        assert max(document[0].get_size()) <= printer.LARGEST
    assert Image.open(BytesIO(printer.png(SVG.format(5_000, RED).encode()))).size[0] ** 2 <= printer.MOST_PIXELS * 1.01


def test_the_command_writes_bytes(app, tmp_path):
    file, runner = tmp_path / "schema.png", app.test_cli_runner()
    assert runner.invoke(args=["schema", "export", "png", str(file)]).exit_code == 0
    assert file.read_bytes().startswith(b"\x89PNG")
    assert runner.invoke(args=["schema", "export", "pdf"]).stdout_bytes.startswith(b"%PDF-")
