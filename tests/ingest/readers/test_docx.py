"""DOCX documents: what Word shows, no more and no less."""

from __future__ import annotations

import pytest

from archive.locators import Locator
from ingest.document import Document, Paragraph
from ingest.readers import docx as reader
from ingest.refusals import Refusal
from tests.ingest.readers.shown import lines
from tests.ingest.readers.word_files import (
    MAIN,
    RELATIONS,
    TYPES,
    document,
    docx,
    p,
    package,
    run,
    styled,
    t,
    tbl,
    tr,
)


def read(body: str, styles: str = "") -> Document:
    return reader.read(docx(body, styles=styles))


# Paragraphs


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (run(t("20")) + run(t("24")) + run(t("年")), "2024年"),
        (run(t("规章") + "<w:tab/>" + t("0")), "规章\t0"),
        (run(t("a") + "<w:noBreakHyphen/>" + t("b") + "<w:softHyphen/>" + t("c")), "a-bc"),
        (f"<w:ins>{run(t('新'))}</w:ins><w:del>{run('<w:delText>旧</w:delText>')}</w:del>", "新"),
        (f"<w:moveFrom>{run(t('旧'))}</w:moveFrom><w:moveTo>{run(t('新'))}</w:moveTo>", "新"),
        (run(t("见")) + run(t("暗"), "<w:vanish/>"), "见"),
        (run(t("见")) + run(t("明"), "<w:vanish w:val='0'/>"), "见明"),
        (f"<w:hyperlink>{run(t('网站'))}</w:hyperlink>", "网站"),
        (f"<w:fldSimple w:instr='PAGE'>{run(t('3'))}</w:fldSimple>", "3"),
        (run("<w:instrText>PAGE</w:instrText>") + run(t("3")), "3"),
        (f"<w:sdt><w:sdtContent>{run(t('2024'))}</w:sdtContent></w:sdt>" + run(t("年")), "2024年"),
        (f"<w:smartTag><w:customXml>{run(t('甲'))}</w:customXml></w:smartTag>", "甲"),
        (run("<w:sym w:font='Wingdings' w:char='F0FE'/>") + run(t("是")), "☑是"),
        (run("<w:sym w:font='Wingdings' w:char='F021'/>") + run(t("?")), "\ufffd?"),
        (run("<w:sym w:font='SimSun' w:char='25CB'/>"), "○"),
        (run("<w:footnoteReference w:id='2'/>" + t("注")), "注"),
        (run(t("412")) + run("<w:footnoteReference w:id='2' w:customMarkFollows='1'/>" + t("1")), "412¹"),
        (run(t("412")) + run(t("1"), "<w:vertAlign w:val='superscript'/>") + run(t("件")), "412¹件"),
        (run(t("412")) + run(t("1"), "<w:vertAlign w:val='subscript'/>"), "412₁"),
        (run(t("412")) + run(t("1"), "<w:vertAlign w:val='baseline'/>"), "4121"),
        (run(t("9"), "<w:strike/>") + run(t("8"), "<w:dstrike/>") + run(t("412")), "412"),
        (run(t("41"), "<w:strike w:val='0'/>") + run(t("2")), "412"),
        (
            run(
                "<w:ruby><w:rt><w:r><w:t>jiàn</w:t></w:r></w:rt><w:rubyBase>" + run(t("件")) + "</w:rubyBase></w:ruby>"
            ),
            "件",
        ),
        ("<m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath>", "1+1"),
        (run(t("信息\u200b公开")), "信息公开"),
        (run("<w:t xml:space='preserve'>\u3000\u3000一、总体情况 </w:t>"), "一、总体情况"),
    ],
)
def test_a_paragraph_reads_as_word_shows_it(inner: str, shown: str) -> None:
    assert lines(read(f"<w:p>{inner}</w:p>")) == [shown]


def test_a_style_raises_the_digits_of_a_footnote_mark() -> None:
    mark = (
        "<w:style w:type='character' w:styleId='a5'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>"
        "<w:style w:type='character' w:styleId='a6'><w:rPr><w:b/></w:rPr></w:style>"
    )
    text = run(t("41")) + run(t("2"), "<w:rStyle w:val='a6'/>") + run(t("1"), "<w:rStyle w:val='a5'/>")
    assert lines(read(p(text), mark)) == ["412¹"]


def test_tab_stops_are_no_tabs() -> None:
    assert lines(read(p("规章", "<w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs>"))) == ["规章"]


def test_empty_paragraphs_count_but_are_not_read() -> None:
    assert read(p("一") + p() + p("二")).blocks == (
        Paragraph("一", Locator(block=1)),
        Paragraph("二", Locator(block=3)),
    )


def test_lines_broken_by_hand_are_told_apart_by_their_characters() -> None:
    body = f"<w:p>{run(t('某某县财政局') + '<w:br/>' + '<w:cr/>' + t('2024年'))}</w:p>"
    assert read(body).blocks == (
        Paragraph("某某县财政局", Locator(block=1, start=0, end=6)),
        Paragraph("2024年", Locator(block=1, start=8, end=13)),
    )


def test_wrappers_around_paragraphs_are_looked_through() -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('一')}</w:sdtContent></w:sdt><w:customXml>{p('二')}</w:customXml>"
    assert lines(read(body)) == ["一", "二"]


def test_a_document_in_the_strict_variant_is_read() -> None:
    strict = document(p("一")).replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": strict}
    assert lines(reader.read(package(parts))) == ["一"]


def test_the_package_says_where_its_text_is() -> None:
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.replace("word/document.xml", "/word/document2.xml"),
        "word/document2.xml": document(p("一")),
    }
    assert lines(reader.read(package(parts))) == ["一"]


# Headings

STYLES = (
    "<w:style w:type='paragraph' w:styleId='a'><w:name w:val='Title'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='my'><w:name w:val='正文标题'/><w:basedOn w:val='1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='o'><w:name w:val='own'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='loop'><w:name w:val='x'/><w:basedOn w:val='loop'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='t1'><w:name w:val='toc 1'/></w:style>"
)


@pytest.mark.parametrize(("style", "heading"), [("a", 1), ("1", 1), ("my", 1), ("o", 2), ("loop", None), ("?", None)])
def test_styles_make_headings(style: str, heading: int | None) -> None:
    assert read(styled("总体情况", style), STYLES).blocks == (Paragraph("总体情况", Locator(block=1), heading),)


def test_an_outline_level_makes_a_heading() -> None:
    levels = [
        part.level for part in read("".join(p("x", f"<w:outlineLvl w:val='{n}'/>") for n in (0, 2, 9))).paragraphs()
    ]
    assert levels == [1, 3, None]


def test_the_table_of_contents_is_left_out() -> None:
    link = f"<w:hyperlink w:anchor='_Toc1'>{run(t('一、总体情况'))}</w:hyperlink>"
    contents = styled(link, "t1") + styled("二、主动公开\t3", "t1")
    assert lines(read(contents + p("一、总体情况") + styled("用错样式的正文。", "t1"), STYLES)) == [
        "一、总体情况",
        "用错样式的正文。",
    ]


# Warnings and refusals


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        reader.read(data)
    return caught.value.code


def test_pictures_without_tables_are_told() -> None:
    (warning,) = reader.read(docx(p("一"), parts={"word/media/image1.png": b"x"})).warnings
    assert "图片" in warning


def test_embedded_files_are_told() -> None:
    (warning,) = reader.read(docx(p("一"), parts={"word/embeddings/sheet.xlsx": b"x"})).warnings
    assert "Excel" in warning


def test_fragments_of_other_formats_are_told() -> None:
    (warning,) = read(p("一") + "<w:altChunk/>").warnings
    assert "片段" in warning


def test_a_document_without_text_is_refused() -> None:
    assert refusal(docx(p() + tbl(tr("", "")))) == "empty"


def test_a_document_without_its_main_part_is_refused() -> None:
    assert refusal(package({"[Content_Types].xml": TYPES})) == "damaged"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_truncated_document_is_refused(cut: float) -> None:
    data = docx(p("一") * 500)
    assert refusal(data[: int(len(data) * cut)]) == "damaged"


def test_broken_xml_is_refused() -> None:
    assert refusal(docx("<w:p>")) == "damaged"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"])
@pytest.mark.parametrize("attack", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_entities_are_refused_in_every_part(attack: str, part: str, encoding: str) -> None:
    xml = f"<?xml version='1.0' encoding='{encoding}'?>{attack}{document(p('&c;'))}".encode(encoding)
    assert refusal(docx(p("一"), parts={part: xml})) == "xml-entities"


def test_an_enormous_part_is_refused() -> None:
    assert refusal(docx(p("一") + " " * 30_000_000)) == "zip-bomb"


def test_too_many_elements_are_refused() -> None:
    assert refusal(docx("<w:p/>" * 700_000)) == "too-complex"


def test_deep_nesting_is_refused_not_followed() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 300 + p("x") + "</w:tc></w:tr></w:tbl>" * 300
    assert refusal(docx(deep)) == "damaged"
