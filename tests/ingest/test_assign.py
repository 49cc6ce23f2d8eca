from pathlib import Path

from ingest.parse import parse_document
from rag.schema import Document, FigureKind, Role

REPORTS = Path(__file__).parents[2] / "data" / "reports"


def parsed(text):
    return parse_document(Document(id="x", name="报告.txt", sha256="", text=text))


def test_a_figure_stands_at_its_place_in_the_source_with_layout_spaces():
    text = (REPORTS / "dongping-2023-midyear-report.txt").read_text(encoding="utf-8")
    (figure,) = [figure for figure in parsed(text).figures if figure.text == "14869万元"]
    assert text[figure.start : figure.end] == "14869 万元"
    assert figure.place == "东平镇"
    assert figure.kind is FigureKind.ACHIEVED
    assert figure.period.label == "2023年上半年"
    assert text[figure.sentence_start : figure.sentence_end].startswith("受疫情及宏观经济形势影响，")
    assert figure.start >= figure.clause_start >= figure.sentence_start


def test_changes_point_to_the_amount_they_belong_to():
    text = (REPORTS / "dongping-2023-midyear-report.txt").read_text(encoding="utf-8")
    figures = parsed(text).figures
    amount = next(figure for figure in figures if figure.text == "14869万元")
    belonging = {figure.text: figure.kind for figure in figures if figure.head == amount.id}
    assert belonging == {"36.2%": FigureKind.CHANGE, "33.9%": FigureKind.COMPLETION}


def test_a_figure_cut_by_a_page_break_spans_the_break():
    text = "一、2022年工作回顾\n全镇经济平稳。全年完成固定资产投资19\n\n亿元，增长8%，完成了年初确定的目标任务。\n"
    (figure, *_) = parsed(text).figures
    assert (figure.text, text[figure.start : figure.end]) == ("19亿元", "19\n\n亿元")


def test_explained_terms_give_no_figures():
    text = "一、2023年工作安排\n力争增长8%。\n名词解释\n1.“百亿企业”：指年产值100亿元以上的企业。\n"
    result = parsed(text)
    assert [figure.text for figure in result.figures] == ["8%"]
    assert result.passages[-1].role is Role.GLOSSARY
