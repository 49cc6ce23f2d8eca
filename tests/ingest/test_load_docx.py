from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.load import Refused, load_bytes
from ingest.loaders.numbering import format_number
from rag.settings import Settings

SETTINGS = Settings(max_file_mb=1, _env_file=None)
LIST = """<w:abstractNum {ns} w:abstractNumId="90">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
  <w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%4"/></w:lvl>
 <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
</w:abstractNum>"""
NUM = '<w:num {ns} w:numId="{key}"><w:abstractNumId w:val="90"/>{extra}</w:num>'
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def new_document() -> WordDocument:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    first_num = numbering.find("{*}num")
    first_num.addprevious(parse_xml(LIST.format(ns=nsdecls("w"))))
    for key, extra in ((91, ""), (92, RESTART)):
        numbering.append(parse_xml(NUM.format(ns=nsdecls("w"), key=key, extra=extra)))
    return document


def numbered(document: WordDocument, text: str, level: int, key: int = 91) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'))


def saved(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_of(document: WordDocument) -> str:
    return load_bytes("报告.docx", saved(document), SETTINGS).text


def test_plain_paragraphs_come_as_they_are():
    document = docx.Document()
    for line in ("各位代表：", "", "　　一、2023年工作回顾", "完成税收收入14869 万元\t增长5%。"):
        document.add_paragraph(line)
    assert text_of(document) == "各位代表：\n　　一、2023年工作回顾\n完成税收收入14869 万元\t增长5%。\n"


def test_generated_numbers_are_in_the_text():
    document = new_document()
    for text, level in (
        ("工作回顾", 0),
        ("经济", 1),
        ("税收增长", 2),
        ("投资增长", 2),
        ("民生", 1),
        ("就业增加", 2),
        ("工作安排", 0),
        ("细项", 3),
        ("要点", 4),
        ("生态", 1),
    ):
        numbered(document, text, level)
    numbered(document, "附则", 0)
    numbered(document, "另起", 0, key=92)
    numbered(document, "再续", 0, key=92)
    assert text_of(document).splitlines() == [
        "一、工作回顾",
        "（一）经济",
        "1. 税收增长",
        "2. 投资增长",
        "（二）民生",
        "1. 就业增加",
        "二、工作安排",
        "2.1.1 细项",
        "要点",
        "（二）生态",
        "三、附则",
        "一、另起",
        "二、再续",
    ]


def test_numbers_and_levels_of_heading_styles():
    document = new_document()
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>'))
    document.add_heading("工作回顾", 1)
    document.add_heading("经济平稳运行", 2)
    document.add_heading("（一）税收", 2)
    document.add_heading("工作安排", 1)
    assert text_of(document) == "一、工作回顾\n## 经济平稳运行\n（一）税收\n二、工作安排\n"


def test_the_list_says_which_style_has_which_level():
    document = new_document()
    levels = document.part.numbering_part.element.xpath('//w:abstractNum[@w:abstractNumId="90"]/w:lvl')
    for level, name in zip(levels, ("Heading1", "Heading2"), strict=False):
        level.find("{*}start").addnext(parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{name}"/>'))
    for name in ("Heading 1", "Heading 2"):
        numbers = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>')
        document.styles[name].element.get_or_add_pPr().append(numbers)
    document.add_heading("工作回顾", 1)
    document.add_heading("经济", 2)
    document.add_heading("民生", 2)
    assert text_of(document) == "一、工作回顾\n（一）经济\n（二）民生\n"


def test_bold_lines_are_marked_and_bold_sentences_are_not():
    document = docx.Document()
    document.add_paragraph().add_run("2023年工作回顾").bold = True
    document.add_paragraph().add_run("一是抓好税收。").bold = True
    mixed = document.add_paragraph()
    mixed.add_run("招商有力。").bold = True
    mixed.add_run("新增企业12家。")
    assert text_of(document) == "**2023年工作回顾**\n一是抓好税收。\n招商有力。新增企业12家。\n"


def test_table_rows_carry_their_headings():
    document = docx.Document()
    document.add_paragraph("附表")
    table = document.add_table(3, 3)
    rows = (("指标", "2023年", "增速（%）"), ("税收收入（万元）", "14869", "-36.2"), ("户数", "120", ""))
    for cells, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = value
    assert text_of(document).splitlines() == [
        "附表",
        "指标，2023年，增速（%）",
        "指标：税收收入（万元），2023年：14869，增速（%）：-36.2。",
        "指标：户数，2023年：120。",
    ]


def test_merged_cells_and_a_title_row():
    document = docx.Document()
    table = document.add_table(4, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "主要指标"
    for column, head in enumerate(("区域", "指标", "数值")):
        table.cell(1, column).text = head
    table.cell(2, 0).merge(table.cell(3, 0)).text = "东平镇"
    for row, (name, value) in enumerate((("税收", "14869"), ("招商", "120")), 2):
        table.cell(row, 1).text = name
        table.cell(row, 2).text = value
    assert text_of(document).splitlines() == [
        "主要指标",
        "区域，指标，数值",
        "区域：东平镇，指标：税收，数值：14869。",
        "区域：东平镇，指标：招商，数值：120。",
    ]


def test_a_frame_of_one_cell_is_only_a_frame():
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "各位代表：\n现在报告工作。"
    assert text_of(document) == "各位代表：\n现在报告工作。\n"


def insert(paragraph: Any, xml: str) -> None:
    paragraph._p.append(parse_xml(xml.replace("NS", nsdecls("w"), 1)))


def test_text_boxes_are_read_once_after_their_paragraph():
    document = docx.Document()
    paragraph = document.add_paragraph("正文在前。")
    box = "<w:txbxContent><w:p><w:r><w:t>框中文字。</w:t></w:r></w:p></w:txbxContent>"
    insert(
        paragraph,
        '<w:r NS xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    document.add_paragraph("正文在后。")
    assert text_of(document) == "正文在前。\n框中文字。\n正文在后。\n"


def test_deleted_text_is_left_out_and_inserted_text_kept():
    document = docx.Document()
    paragraph = document.add_paragraph("增长")
    insert(paragraph, '<w:del NS w:id="1" w:author="a"><w:r><w:delText>5%</w:delText></w:r></w:del>')
    insert(paragraph, '<w:ins NS w:id="2" w:author="a"><w:r><w:t>6%</w:t></w:r></w:ins>')
    insert(paragraph, "<w:hyperlink NS><w:r><w:t>，见附件</w:t></w:r></w:hyperlink>")
    insert(paragraph, "<w:sdt NS><w:sdtContent><w:r><w:t>。</w:t></w:r></w:sdtContent></w:sdt>")
    assert text_of(document) == "增长6%，见附件。\n"


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCounting", "一百〇五"),
        (110, "chineseCounting", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (21, "ideographDigital", "二一"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircle", "③"),
        (12, "decimalFullWidth", "１２"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (7, "somethingNew", "7"),
    ],
)
def test_number_formats(number, form, written):
    assert format_number(number, form) == written


def rezipped(data: bytes, **changes: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            key = info.filename.rpartition("/")[2].partition(".")[0]
            new.writestr(info.filename, changes.get(key, old.read(info)))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"MZ\x90\x00" + bytes(200), "内容却不是 Word 文档"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "有密码，或其实是旧版 .doc"),
        (rezipped(saved(docx.Document()), document=b"<w:document"), "Word 文档已损坏"),
        (rezipped(saved(docx.Document()), document=b" " * 25_000_000), "疑似压缩炸弹"),
        (saved(docx.Document()), "没有任何文字"),
    ],
)
def test_unusable_documents_are_refused(data, reason):
    with pytest.raises(Refused, match=reason):
        load_bytes("报告.docx", data, SETTINGS)


def test_a_zip_that_is_no_document_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(Refused, match="里面却没有 Word 正文"):
        load_bytes("报告.docx", stream.getvalue(), SETTINGS)
