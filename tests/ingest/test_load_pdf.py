from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import ingest.loaders.pdf
from ingest.load import Refused, load_bytes
from rag.schema import Document
from rag.settings import ROOT, Settings

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
FONT = "STSong-Light"
SETTINGS = Settings(_env_file=None)
SIZE, PITCH = 12, 20
LEFT, RIGHT, TOP, BOTTOM = 72, 72 + 36 * SIZE, 740, 100
PARAGRAPHS = [
    " ".join(line.split())
    for line in (ROOT / "data/reports/xinhai-2019-work-plan.txt").read_text("utf-8").splitlines()
    if len(line.strip()) > 8 and "\ufffd" not in line
][:24]


def draw(*pages: Callable[[Canvas], object], **options: object) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, **options)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def load(data: bytes, settings: Settings = SETTINGS) -> Document:
    return load_bytes("报告.pdf", data, settings)


def broken(paragraphs: Sequence[str], ems: int) -> list[tuple[float, str]]:
    """Break paragraphs into lines of at most `ems` ems, each with its indentation in points: two ems for the first."""
    lines = []
    for paragraph in paragraphs:
        indent, line = 2.0 * SIZE, ""
        for char in paragraph:
            if indent + pdfmetrics.stringWidth(line + char, FONT, SIZE) > ems * SIZE:
                lines.append((indent, line))
                indent, line = 0.0, ""
            line += char
        lines.append((indent, line))
    return lines


def typeset(paragraphs: Sequence[str], *, columns: int = 1, furniture: bool = True) -> bytes:
    """Set paragraphs in columns, line after line, with a running head and page numbers."""
    width = (36 - 2 * (columns - 1)) // columns
    lines = broken(paragraphs, width)
    rows = (TOP - BOTTOM) // PITCH
    step = rows * columns
    chunks = [lines[i : i + step] for i in range(0, len(lines), step)]

    def page(number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            if furniture:
                canvas.drawCentredString(300, 800, "新海镇人民政府公报")
                canvas.drawCentredString(300, 50, f"— {number + 1} —")
            for place, (indent, line) in enumerate(chunks[number]):
                column, row = divmod(place, rows)
                canvas.drawString(LEFT + column * (width + 2) * SIZE + indent, TOP - row * PITCH, line)

        return paint

    return draw(*(page(number) for number in range(len(chunks))))


@pytest.mark.parametrize("columns", [1, 2])
def test_typeset_report_comes_back_paragraph_by_paragraph(columns):
    document = load(typeset(PARAGRAPHS, columns=columns))
    assert document.text.splitlines() == PARAGRAPHS
    assert document.notes == ()


def test_page_offsets_point_at_the_first_words_of_each_page():
    data = typeset(PARAGRAPHS)
    document = load(data)
    rows = (TOP - BOTTOM) // PITCH
    firsts = [line for _, line in broken(PARAGRAPHS, 36)][::rows]
    assert len(document.pages) == len(firsts) > 2
    assert all(document.text.startswith(first, at) for at, first in zip(document.pages, firsts, strict=True))
    assert all(a <= b for a, b in pairwise(document.pages))


def test_running_heads_and_page_numbers_of_many_forms_are_dropped():
    forms = ["- {} -", "第 {} 页 共 3 页", "{}/3", "{}", "·{}·"]
    for form in forms:
        pages = [
            lambda canvas, number=number, form=form: (
                canvas.drawString(LEFT, 780, "内部资料"),
                canvas.drawString(LEFT, 700, f"这是本页的第一段文字，编号为{'甲乙丙'[number]}。"),
                canvas.drawCentredString(300, 40, form.format(number + 1)),
            )
            for number in range(3)
        ]
        assert load(draw(*pages)).text == "".join(f"这是本页的第一段文字，编号为{sign}。\n" for sign in "甲乙丙")


def test_titles_stay_apart_and_a_broken_title_is_joined():
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 22)
        canvas.drawCentredString(288, 740, "上海市崇明区东平镇二〇二三年上半年")
        canvas.drawCentredString(288, 710, "政府工作报告")
        canvas.setFont(FONT, SIZE)
        canvas.drawCentredString(288, 680, "（2023年8月1日）")
        for row, (indent, line) in enumerate(broken(["各位代表，" + "现在我向大会报告工作，请予审议。" * 6], 36)):
            canvas.drawString(LEFT + indent, 640 - row * PITCH, line)

    assert load(draw(page)).text.splitlines() == [
        "上海市崇明区东平镇二〇二三年上半年政府工作报告",
        "（2023年8月1日）",
        "各位代表，" + "现在我向大会报告工作，请予审议。" * 6,
    ]


def test_short_lines_end_paragraphs_where_nothing_is_indented():
    lines = ["一、工作回顾", "全" * 36, "镇经济平稳。", "二、工作安排", "（一）生态", "全" * 36 + "。", "（二）民生"]

    def page(canvas: Canvas) -> None:
        for row, line in enumerate(lines):
            canvas.drawString(LEFT, 740 - row * PITCH, line)

    assert load(draw(page)).text.splitlines() == [
        "一、工作回顾",
        "全" * 36 + "镇经济平稳。",
        "二、工作安排",
        "（一）生态",
        "全" * 36 + "。",
        "（二）民生",
    ]


def test_table_rows_carry_their_headings():
    rows = [("指标", "2023年", "增速（%）"), ("税收收入（万元）", "14869", "-36.2"), ("招商户数", "120", "8.5")]

    def page(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 740, "附表：主要指标完成情况")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                canvas.drawString(LEFT + 150 * column, 700 - row * PITCH, cell)

    assert load(draw(page)).text.splitlines() == [
        "附表：主要指标完成情况",
        "指标，2023年，增速（%）",
        "指标：税收收入（万元），2023年：14869，增速（%）：-36.2。",
        "指标：招商户数，2023年：120，增速（%）：8.5。",
    ]


def test_ruled_table_with_merged_and_broken_cells():
    xs, ys = [72, 172, 272, 372, 522], [700, 680, 660, 620, 600]
    cells = {
        (110, 685): "指标",
        (300, 685): "2023年",
        (430, 685): "备注",
        (190, 665): "实绩",
        (290, 665): "增速（%）",
        (80, 645): "规模以上工业",
        (80, 627): "总产值",
        (190, 636): "25300",
        (290, 636): "12.5",
        (380, 636): "占全镇工业的九成",
        (80, 605): "税收收入",
        (190, 605): "14869",
        (290, 605): "-36.2",
    }

    def page(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 740, "附表：主要指标完成情况")
        canvas.drawString(LEFT, 560, "以上数据为快报数。")
        for y in (ys[0], *ys[2:]):
            canvas.line(xs[0], y, xs[-1], y)
        canvas.line(xs[1], ys[1], xs[3], ys[1])
        for x in (xs[0], xs[1], xs[3], xs[4]):
            canvas.line(x, ys[0], x, ys[-1])
        canvas.line(xs[2], ys[1], xs[2], ys[-1])
        for (x, y), text in cells.items():
            canvas.drawString(x, y, text)

    assert load(draw(page)).text.splitlines() == [
        "附表：主要指标完成情况",
        "指标，2023年·实绩，2023年·增速（%），备注",
        "指标：规模以上工业总产值，2023年·实绩：25300，2023年·增速（%）：12.5，备注：占全镇工业的九成。",
        "指标：税收收入，2023年·实绩：14869，2023年·增速（%）：-36.2。",
        "以上数据为快报数。",
    ]


def test_a_frame_around_paragraphs_is_no_table():
    def page(canvas: Canvas) -> None:
        for x in (60, 290, 520):
            canvas.line(x, 600, x, 760)
        for y in (600, 720, 760):
            canvas.line(60, y, 520, y)
        canvas.drawString(LEFT, 735, "新海镇")
        canvas.drawString(300, 735, "工作要点")
        for row in range(5):
            canvas.drawString(LEFT, 700 - row * PITCH, "全镇经济运行总体平稳有序，")
            canvas.drawString(300, 700 - row * PITCH, "各项工作稳步向前推进中，")

    text = load(draw(page)).text
    assert text.count("全镇经济运行总体平稳有序，") == text.count("各项工作稳步向前推进中，") == 5


def test_false_bold_watermarks_and_radicals_do_not_harm_the_text():
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部文件严禁外传")
        canvas.restoreState()
        for shift in (0, 0.4):
            canvas.drawString(LEFT + shift, 740, "完成税收14869万元")

    assert load(draw(page)).text == "完成税收14869万元\n"


def test_a_page_lying_on_its_side_is_read():
    def page(canvas: Canvas) -> None:
        canvas.translate(300, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "全镇经济运行总体平稳，")
        canvas.drawString(0, -PITCH, "税收收入14869万元。")

    assert load(draw(page)).text == "全镇经济运行总体平稳，税收收入14869万元。\n"


def test_words_and_numbers_keep_their_spaces():
    def page(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 740, "镇长")
        canvas.drawString(LEFT + 36, 740, "施")
        canvas.drawString(LEFT + 60, 740, "宏")
        canvas.drawString(LEFT, 700, "Work report 2023")

    assert load(draw(page)).text == "镇长 施 宏\nWork report 2023\n"


def scanned(pages: int) -> bytes:
    from PIL import Image

    picture = ImageReader(Image.new("RGB", (60, 80), "white"))
    return draw(*[lambda canvas: canvas.drawImage(picture, 0, 0, 500, 700)] * pages)


@pytest.fixture
def no_ocr(monkeypatch):
    monkeypatch.setattr(ingest.loaders.pdf, "find_recogniser", lambda: None)


def test_scan_without_ocr_is_refused_with_the_command_to_install_it(no_ocr):
    with pytest.raises(Refused, match="这是扫描件，没有文字层。请安装文字识别组件：pip install rapidocr"):
        load(scanned(2))
    with pytest.raises(Refused, match="识别已由设置 REPORTQA_OCR 关闭"):
        load(scanned(2), SETTINGS.model_copy(update={"ocr": False}))


def test_some_scanned_pages_are_noted(no_ocr):
    text = [lambda canvas: canvas.drawString(LEFT, 740, "全镇经济运行总体平稳。")]
    from PIL import Image

    picture = ImageReader(Image.new("RGB", (60, 80), "white"))
    image = [lambda canvas: canvas.drawImage(picture, 0, 0, 500, 700)]
    document = load(draw(*text, *image * 2, *text, *image))
    assert document.text == "全镇经济运行总体平稳。\n全镇经济运行总体平稳。\n"
    assert document.notes == ("第 2–3、5 页是图片，没有读取。请安装文字识别组件：pip install rapidocr，再重新加入。",)
    assert len(document.pages) == 5


def test_scan_is_read_by_ocr_and_its_certainty_noted(monkeypatch):
    def recognise(image):
        assert image.shape[2] == 3
        return [
            ("全镇经济运行总体平稳，税收收入", (200.0, 300.0, 1450.0, 340.0), 0.99),
            ("14869万元。", (200.0, 360.0, 450.0, 399.0), 0.85),
        ]

    monkeypatch.setattr(ingest.loaders.pdf, "find_recogniser", lambda: recognise)
    document = load(scanned(1))
    assert document.text == "全镇经济运行总体平稳，税收收入14869万元。\n"
    assert document.notes == ("第 1 页由文字识别（OCR）读出，平均把握 92%，其中 1 行把握不足 90%，数字请对照原件。",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"MZ\x90\x00" + bytes(300), "内容却不是 PDF"),
        (b"%PDF-1.7\n" + b"x" * 300, "PDF 已损坏"),
        (draw(lambda canvas: canvas.drawString(72, 72, "a"), encrypt=StandardEncryption("secret")), "PDF 有打开密码"),
        (draw(lambda canvas: canvas.line(0, 0, 9, 9)), "没有任何文字"),
    ],
)
def test_unusable_documents_are_refused(data, reason):
    with pytest.raises(Refused, match=reason):
        load(data)


def test_a_document_that_only_forbids_printing_is_read():
    data = draw(
        lambda canvas: canvas.drawString(LEFT, 740, "全镇经济运行总体平稳。"),
        encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0),
    )
    assert load(data).text == "全镇经济运行总体平稳。\n"
