"""PDF documents: the text layer by PDFium, or OCR where a page is only a picture."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from contextlib import closing
from dataclasses import replace
from statistics import median

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.loaders.base import Extracted, Refused
from ingest.loaders.furniture import without_furniture
from ingest.loaders.grid import Box, Grid, find_grids
from ingest.loaders.layout import Glyph, Line, Row, lines_of, rows_of
from ingest.loaders.ocr import Recogniser, find_recogniser
from ingest.loaders.paragraphs import assemble
from ingest.loaders.tables import table_lines

__all__ = ["load_pdf"]

_MAX_PAGES = 2_000
_OCR_DPI = 200
_TABLE_SIZE = 10.0
_MIN_GLYPHS = 8
"""A page with fewer characters than this, and a picture, counts as scanned."""
_UNMAPPED_SHARE = 0.2
_LOW_CONFIDENCE = 0.9
_RADICALS = str.maketrans(
    "⺁⺄⺆⺌⺍⺎⺕⺗⺝⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺪⺫⺬⺮⺯⺰⺱⺲⺳⺶⺷⺸⺹⺺⺻⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂乙冂小小兀彐心月母民氵氺灬爪爪爿牛犭疋目示竹糸纟罒罒网羊羊羊耂肀聿肉臼艹艹虎衤覀西见角讠贝车辶辶辶钅長镸长门阝青韦页风飞食食飠饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)


def load_pdf(name: str, data: bytes, *, ocr: bool) -> Extracted:
    """Return the text of a PDF with its pages; raise `Refused` where it is damaged, locked or only pictures."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(name, _why(data, error)) from None
    with closing(document):
        if len(document) > _MAX_PAGES:
            raise Refused(name, f"PDF 有 {len(document)} 页，上限 {_MAX_PAGES} 页。请拆成几个文件。")
        return _Reader(name, document, ocr=ocr).read()


def _why(data: bytes, error: pypdfium2.PdfiumError) -> str:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
        return "PDF 有打开密码。请先用阅读软件去掉密码（另存或打印成新的 PDF），再重新加入。"
    if not data[:1024].lstrip().startswith(b"%PDF"):
        return "扩展名是 .pdf，内容却不是 PDF。请确认文件来源后重新加入。"
    return "PDF 已损坏，打不开。请重新下载，或用阅读软件另存一份。"


class _Reader:
    """Reads one document, page by page."""

    def __init__(self, name: str, document: pypdfium2.PdfDocument, *, ocr: bool) -> None:
        self._name = name
        self._document = document
        self._ocr = ocr
        self._scores: list[float] = []

    def read(self) -> Extracted:
        """Return the text of all pages."""
        pages: list[list[Glyph]] = []
        tables: list[list[Row]] = []
        widths: list[float] = []
        scanned: list[int] = []
        for number in range(len(self._document)):
            with closing(self._document[number]) as page:
                widths.append(page.get_width())
                grids, glyphs = find_grids(_drawn(page), _glyphs(page))
                if not grids and len(glyphs) < _MIN_GLYPHS and _has_picture(page):
                    scanned.append(number)
            pages.append(glyphs)
            tables.append([_table_row(grid) for grid in grids])
        notes = self._recognise(pages, scanned) if scanned else ()
        rows = [_sorted([*rows_of(page), *found]) for page, found in zip(pages, tables, strict=True)]
        text, offsets = assemble(lines_of(without_furniture(rows)), median(widths))
        return Extracted(text, offsets, notes)

    def _recognise(self, pages: list[list[Glyph]], scanned: list[int]) -> tuple[str, ...]:
        """Put what OCR reads in place of the pages that are pictures; return the notes for the reader."""
        where = _page_list(scanned)
        recogniser = find_recogniser() if self._ocr else None
        if recogniser is None:
            how = (
                "请安装文字识别组件：pip install rapidocr，再重新加入。"
                if self._ocr
                else "识别已由设置 REPORTQA_OCR 关闭。"
            )
            if len(scanned) == len(pages):
                raise Refused(self._name, f"这是扫描件，没有文字层。{how}也可以用识别软件转成带文字的 PDF 或 Word。")
            return (f"{where}是图片，没有读取。{how}",)
        for number in scanned:
            pages[number] = self._read_picture(number, recogniser)
        mean = sum(self._scores) / len(self._scores) if self._scores else 0.0
        unsure = sum(score < _LOW_CONFIDENCE for score in self._scores)
        doubt = f"，其中 {unsure} 行把握不足 {_LOW_CONFIDENCE:.0%}，数字请对照原件" if unsure else ""
        return (f"{where}由文字识别（OCR）读出，平均把握 {mean:.0%}{doubt}。",)

    def _read_picture(self, number: int, recogniser: Recogniser) -> list[Glyph]:
        scale = _OCR_DPI / 72
        with closing(self._document[number]) as page:
            height = page.get_height()
            image = page.render(scale=scale).to_numpy()
        glyphs = []
        for text, (left, top, right, bottom), score in recogniser(image):
            self._scores.append(score)
            glyphs.append(Glyph(text, left / scale, right / scale, height - bottom / scale, (bottom - top) / scale))
        return _evened(glyphs)


def _glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    """Return the characters of a page that run in its main direction; none where they cannot be mapped to text."""
    with closing(page.get_textpage()) as text:
        found = [placed for index in range(text.count_chars()) if (placed := _placed(text.raw, index)) is not None]
    turns = Counter(turn for turn, _ in found)
    main = max(turns, key=lambda turn: (turns[turn], turn == 0), default=0)
    glyphs = [glyph for turn, glyph in found if turn == main]
    unmapped = sum(_is_unmapped(glyph.text) for glyph in glyphs)
    if unmapped > _UNMAPPED_SHARE * len(glyphs):
        return []
    return [glyph for glyph in glyphs if not _is_unmapped(glyph.text)]


def _placed(text: pdfium.FPDF_TEXTPAGE, index: int) -> tuple[int, Glyph] | None:
    """Return a character and its direction in degrees, with coordinates along and across that direction."""
    char = chr(pdfium.FPDFText_GetUnicode(text, index))
    if char in "\r\n\0\xad\u200b\ufeff" or pdfium.FPDFText_IsGenerated(text, index) == 1:
        return None
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    turn = round(math.degrees(math.atan2(matrix.b, matrix.a)))
    along, across = _turned(x.value, y.value, turn)
    ends = [
        _turned(corner_x.value, corner_y.value, turn)[0] for corner_x in (left, right) for corner_y in (bottom, top)
    ]
    is_wide = unicodedata.east_asian_width(char) in "WF"
    end = along + size if is_wide else max(*ends, along + 0.2 * size)
    return turn, Glyph(_plain(char), along, end, across, max(size, 1.0))


def _evened(glyphs: list[Glyph]) -> list[Glyph]:
    """Give lines of almost the usual height that height: recognition measures it by the strokes that it sees."""
    usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    return [replace(glyph, size=usual) if abs(glyph.size - usual) < 0.3 * usual else glyph for glyph in glyphs]


def _turned(x: float, y: float, degrees: int) -> tuple[float, float]:
    """Return a point's place along and across the direction of its text."""
    if degrees == 0:
        return x, y
    angle = math.radians(degrees)
    return x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)


def _plain(char: str) -> str:
    """Return the ordinary character for a radical or compatibility form that looks the same."""
    if "\u2e80" <= char <= "\u2eff":
        return char.translate(_RADICALS)
    if "\u2f00" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff":
        return unicodedata.normalize("NFKC", char)
    return char


def _is_unmapped(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " "


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _drawn(page: pypdfium2.PdfPage) -> list[Box]:
    """Return the boxes of all lines and frames on a page."""
    return [drawn.get_bounds() for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)]


def _table_row(grid: Grid) -> Row:
    """Return a table as one line of the page, for its place among the others."""
    left, _, right, top = grid.box
    lines = table_lines(grid.rows, grid.headers)
    return [Line([Glyph("".join(lines), left, right, top - _TABLE_SIZE, _TABLE_SIZE)], table=tuple(lines))]


def _sorted(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: -row[0].base)


def _page_list(numbers: list[int]) -> str:
    """Name pages, counted from 0, for a reader: 第 1–3、7 页."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "第 " + "、".join(f"{a + 1}" if a == b else f"{a + 1}–{b + 1}" for a, b in spans) + " 页"
