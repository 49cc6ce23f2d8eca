from ingest.periods import reviewed_year, section_period, text_year
from rag.schema import Period, Role

Y22, Y23 = Period.of_year(2022), Period.of_year(2023)


def test_a_section_takes_the_period_of_its_heading_or_of_its_role():
    assert section_period("一、2022年工作回顾", Role.REVIEW, Y22, Y23, "") == Y22
    assert section_period("一、工作回顾", Role.REVIEW, Y22, Y23, "") == Y22
    assert section_period("二、下一步工作", Role.PLAN, Y22, Y23, "") == Y23
    assert section_period("名词解释", Role.GLOSSARY, Y22, Y23, "") is None
    assert section_period("", Role.OTHER, Y22, Y23, "") is None
    assert section_period("一、工作", Role.OTHER, None, None, "") is None


def test_five_years_count_from_the_reviewed_year():
    past = section_period("一、过去五年工作回顾", Role.REVIEW, Y22, Y23, "")
    coming = section_period("二、今后五年的目标任务", Role.PLAN, Y22, Y23, "")
    assert (past.first, past.last) == (2018 * 12, 2022 * 12 + 11)
    assert (coming.first, coming.last) == (2023 * 12, 2027 * 12 + 11)


def test_a_heading_that_names_five_years_and_one_year_takes_the_single_year():
    assert section_period(
        "一、“十三五”时期和2020年工作回顾", Role.REVIEW, Period.of_year(2020), Period.of_year(2021), ""
    ) == Period.of_year(2020)


def test_a_term_of_office_is_as_long_as_the_text_says():
    text = "四年来，我们坚持发展。四年来，成绩喜人。"
    assert section_period("一、本届政府工作回顾", Role.REVIEW, Y22, Y23, text) == Period(
        2019 * 12, 2022 * 12 + 11, "2019-2022年"
    )
    assert section_period("一、本届政府工作回顾", Role.REVIEW, Y22, Y23, "去年的工作。") == Y22


def test_a_month_that_dates_an_event_is_no_period_of_a_section():
    heading, text = "本届政府于2018年1月就职，任期即将结束", "五年来，我们坚持发展。"
    assert section_period(heading, Role.REVIEW, Y22, Y23, text) == Period(2018 * 12, 2022 * 12 + 11, "2018-2022年")
    assert section_period("2022年10月工作情况", Role.REVIEW, Y22, Y23, "") == Period(
        2022 * 12 + 9, 2022 * 12 + 9, "2022年10月"
    )


def test_reviewed_year_of_a_text():
    assert reviewed_year("即将过去的2023年是极不寻常的一年。2020年以来。", 2023) == 2023
    assert reviewed_year("2022年完成投资。2022年新增。2021年开工。", 2023) == 2022
    assert reviewed_year("全年完成投资。", 2023) is None
    assert text_year("2021年和2022年，到2035年。", 2030) == 2022
