from __future__ import annotations

from dataclasses import replace

from rag.answering.loosen import loosened, over_whole_years
from rag.schema import Aspect, FigureKind, Period, Query

HALF = Period(2023 * 12, 2023 * 12 + 5, "2023年上半年")
YEAR = Period.of_year(2023)
ASKED = Query(
    text="那北蔡镇呢",
    resolved="北蔡镇2023年上半年税收是多少？",
    places=("北蔡镇",),
    periods=(HALF,),
    indicators=("税收",),
    aspects=(Aspect.COMPLETION,),
    unit="元",
)
GAVE_WAY = "2023年上半年是沿用上文的；报告没有单独给出，以下是全年的。"


def test_what_is_asked_for_is_never_weakened():
    assert list(loosened(ASKED)) == []
    assert over_whole_years(ASKED) is None


def test_carried_fields_give_way_one_after_the_other():
    query = replace(ASKED, implied=frozenset({"unit", "periods", "aspects"}), instead=Aspect.VALUE)
    no_unit = replace(query, unit="")
    wide = replace(no_unit, periods=(YEAR,))
    assert list(loosened(query)) == [
        (no_unit, ()),
        (wide, (GAVE_WAY,)),
        (
            replace(wide, aspects=(Aspect.VALUE,)),
            (GAVE_WAY, "报告没有给出“税收”的完成进度，以下是数值。"),
        ),
    ]


def test_a_whole_year_is_as_wide_as_it_gets():
    assert over_whole_years(replace(ASKED, periods=(YEAR,), implied=frozenset({"periods"}))) is None


def test_a_new_indicator_that_cannot_be_weighed_is_told_by_what_was_reached():
    sides = tuple(
        replace(ASKED, periods=(Period.of_year(year),), kind=kind)
        for year, kind in ((2020, FigureKind.ACHIEVED), (2021, FigureKind.TARGET))
    )
    query = replace(ASKED, unit="", aspects=(Aspect.DIFFERENCE,), sides=sides, instead=Aspect.VALUE)
    ((weaker, notes),) = loosened(query)
    assert (weaker.aspects, weaker.sides, weaker.kind, notes) == ((Aspect.VALUE,), (), FigureKind.ACHIEVED, ())
    assert weaker.periods == (Period.of_year(2020),)
