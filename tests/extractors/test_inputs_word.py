"""Word documents: what a reader sees, in order, with headings, automatic numbers and merged cells; and broken or hostile files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from disclosure.errors import GoujiError
from extractors import errors
from extractors.inputs import texts, word
from extractors.inputs.layout import lay_out
from extractors.inputs.manuscript import Manuscript, Passage, Rows
from extractors.inputs.numbering import chinese, shown
from extractors.inputs.word import read_word
from extractors.paragraphs import outlined
from tests import written


def made(fill: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(fill: Callable[[Document], object]) -> Manuscript:
    return read_word("x.docx", made(fill))


def lines(manuscript: Manuscript) -> list[str]:
    return [item.text for leaf in manuscript.leaves for item in leaf.items if isinstance(item, Passage)]


def table(manuscript: Manuscript) -> Rows:
    (found,) = (item for leaf in manuscript.leaves for item in leaf.items if isinstance(item, Rows))
    return found


def body(xml: str) -> Callable[[Document], object]:
    """A document whose body begins with these elements."""

    def fill(document: Document) -> None:
        for n, element in enumerate(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")):
            document.element.body.insert(n, element)

    return fill


def part_changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def test_paragraphs_headings_and_tables_keep_their_order() -> None:
    layout = lay_out(read_word("x.docx", written.word()))
    assert [(t.title, t.unit, t.header_rows, t.shape) for t in layout.tables] == [
        ("2023年度收入支出决算总表", "万元", 2, (8, 6)),
        ("2023年度支出决算表", "万元", 2, (13, 5)),
    ]
    said = {p.text: p.heading for p in outlined(layout.blocks, layout.tables)}
    sentence = next(text for text in said if text.startswith("2023年度支出合计"))
    assert said[sentence] == ("第三部分2023年度部门决算情况说明", "二、支出决算情况说明")


def test_places_are_counted_as_a_person_would() -> None:
    layout = lay_out(read_word("x.docx", written.word()))
    spots = {spot.name for page in layout.pages for spot in page.spots}
    assert {"第1段", "表1第3行第3列", "表2第13行第5列"} <= spots
    assert all(not page.name for page in layout.pages)


def test_merged_cells() -> None:
    rows = table(read(_merged))
    assert {(e.text, e.row, e.col, e.row_span, e.col_span) for e in rows.entries if e.text} == {
        ("宽", 0, 0, 1, 2),
        ("高", 0, 2, 2, 1),
        ("甲", 1, 0, 1, 1),
        ("乙", 1, 1, 1, 1),
    }


def _merged(document: Document) -> None:
    made = document.add_table(2, 3)
    made.cell(0, 0).merge(made.cell(0, 1)).text = "宽"
    made.cell(0, 2).merge(made.cell(1, 2)).text = "高"
    made.cell(1, 0).text, made.cell(1, 1).text = "甲", "乙"


def test_lines_of_a_cell_are_joined_as_a_reader_joins_them() -> None:
    def fill(document: Document) -> None:
        made = document.add_table(2, 2)
        made.cell(0, 0).text, made.cell(0, 1).text = "社会保障\n和就业支出", "100.00\n200.00"
        made.cell(1, 0).text, made.cell(1, 1).text = "甲", "1"

    assert [entry.text for entry in table(read(fill)).entries][:2] == ["社会保障和就业支出", "100.00 200.00"]


def test_deleted_and_hidden_text_is_not_read() -> None:
    xml = (
        "<w:p><w:r><w:t>支出</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>1.00</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>万元。</w:t></w:r></w:p>"
    )
    assert lines(read(body(xml))) == ["支出1.00万元。"]


def test_content_controls_and_text_boxes_are_read() -> None:
    inner = "<w:p><w:r><w:t>控件里</w:t></w:r></w:p>"
    box = (
        '<w:p><w:r><w:t>锚</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice Requires='wps'><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(read(body(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>{box}"))) == ["控件里", "锚", "框里"]


def test_captions_side_by_side_are_pieces() -> None:
    found = read(lambda document: document.add_paragraph("部门：青禾县水务局\t\t单位：万元"))
    (passage,) = (item for leaf in found.leaves for item in leaf.items)
    assert isinstance(passage, Passage) and [piece.text for piece in passage.pieces] == ["部门：青禾县水务局", "单位：万元"]


NUMBERED = """<w:abstractNum {ns} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>"""


def _numbered(document: Document) -> None:
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERED.format(ns=nsdecls("w"))))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for text, depth in (("收入", 0), ("甲", 1), ("乙", 1), ("支出", 0), ("丙", 1)):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>'))


def test_automatic_numbers_are_shown() -> None:
    assert lines(read(_numbered)) == ["一、收入", "（1）甲", "（2）乙", "二、支出", "（1）丙"]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (23, "二十三"), (105, "一百零五"), (2010, "二千零一十")]
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese(number) == text


def test_other_formats_of_numbers() -> None:
    assert [shown(3, style) for style in ("decimal", "decimalEnclosedCircle", "upperLetter", "decimalZero", "none")] == [
        "3",
        "③",
        "C",
        "03",
        "",
    ]


def test_a_table_that_only_arranges_others_is_taken_apart() -> None:
    def fill(document: Document) -> None:
        outer = document.add_table(1, 1)
        outer.cell(0, 0).text = "前言"
        inner = outer.cell(0, 0).add_table(2, 2)
        for n, text in enumerate(("项目", "金额", "甲", "1.00")):
            inner.cell(n // 2, n % 2).text = text

    found = read(fill)
    assert lines(found)[0] == "前言" and [entry.text for entry in table(found).entries] == ["项目", "金额", "甲", "1.00"]


def test_new_pages_begin_where_the_file_says() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("封面")
        document.add_page_break()
        document.add_paragraph("正文")
        document.add_paragraph("新页").paragraph_format.page_break_before = True

    assert [[item.text for item in leaf.items if isinstance(item, Passage)] for leaf in read(fill).leaves] == [
        ["封面"],
        ["正文"],
        ["新页"],
    ]


def test_pictures_are_told_and_seals_are_not() -> None:
    def fill(document: Document) -> None:
        out = io.BytesIO()
        Image.new("L", (50, 50), 128).save(out, "PNG")
        for size in (5_000_000, 500_000):
            out.seek(0)
            document.add_paragraph("图").add_run().add_picture(out, width=size)

    assert "1 张图片" in read(fill).remarks[0].zh


def refused(data: bytes, error: type[GoujiError]) -> None:
    with pytest.raises(error):
        read_word("x.docx", data)


@pytest.mark.parametrize("entity", ['"b"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://127.0.0.1:9/"'])
def test_entities_are_refused(entity: str) -> None:
    def change(xml: bytes) -> bytes:
        head = f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY e {entity}>]>'.encode()
        return head + re.sub(rb"<\?xml[^>]*\?>", b"", xml).replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p>")

    refused(part_changed(written.word(), "word/document.xml", change), errors.DamagedError)


def test_parts_that_are_missing_or_no_xml() -> None:
    data = written.word()
    refused(part_changed(data, "word/document.xml", lambda _: b"<w:document"), errors.DamagedError)
    refused(part_changed(data, "_rels/.rels", lambda _: b"<x/>"), errors.DamagedError)


def test_spans_without_end() -> None:
    huge = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    refused(made(body(huge)), errors.TooManyCellsError)
    cells = "".join(
        f"<w:tc><w:tcPr><w:gridSpan w:val='{n}'/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>" for n in (1, 100_000)
    )
    refused(made(body("<w:tbl>" + f"<w:tr>{cells}</w:tr>" * 3 + "</w:tbl>")), errors.TooManyCellsError)
    refused(made(body(huge.replace("999999999", "viele"))), errors.DamagedError)


def test_paragraphs_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MAX_PASSAGES", 10)
    refused(made(body("<w:p/>" * 11)), errors.TooManyCellsError)
    assert texts.MAX_PASSAGES > 10


def test_deep_nesting_is_bounded() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p><w:r><w:t>底</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 60
    assert lines(read(body(deep))) == ["底"]


def test_hidden_marks_do_not_part_numbers() -> None:
    assert lines(read(lambda document: document.add_paragraph("1\u200b234.56万\u00ad元"))) == ["1234.56万元"]
    assert qn("w:p").endswith("}p")
