import pytest

from ingest.roles import heading_role, is_closing, is_problem, review_score, years_in
from rag.schema import Role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("一、2022年工作回顾", Role.REVIEW),
        ("二、2023年工作安排", Role.PLAN),
        ("一、2023年上半年工作回顾", Role.REVIEW),
        ("二、2023年下半年工作打算", Role.PLAN),
        ("过去五年的主要成就", Role.REVIEW),
        ("二、今后五年的目标任务", Role.PLAN),
        ("2022年经济社会发展稳进向好", Role.REVIEW),
        ("2023年：向着新目标迈进", Role.PLAN),
        ("“十三五”发展主要成就和2022年工作回顾", Role.REVIEW),
        ("三、存在的主要问题", Role.REVIEW),
        ("二、下一步工作安排", Role.PLAN),
        ("走好新的赶考之路", None),
        ("一、奋力稳增长进一步巩固位置，发展目标较好实现", None),
    ],
)
def test_heading_role(heading, role):
    assert heading_role(heading, 2023) is role


def test_words_of_work_done_and_of_work_to_do():
    done = ["累计完成投资19亿元，同比增长9%，荣获全国文明村。", "顺利通过验收，群众满意度明显提升。"]
    to_do = ["力争完成投资20亿元。", "鼓励企业创新，确保年内开工，进一步完善制度。"]
    assert review_score(done) > 0 > review_score(to_do)
    assert review_score([], ["社会治理持续加强", "民生保障不断改善"]) > 0 > review_score([], ["加强社会治理"])


def test_problems_and_closing():
    assert is_problem("同时，我们也清醒地认识到，发展中仍存在不少困难和问题：产业结构单一。")
    assert not is_problem("坚持问题导向，着力解决群众关心的突出问题。")
    assert is_closing("各位代表！实干铸就伟业。让我们锐意进取、真抓实干，作出新的更大的贡献。")
    assert not is_closing("各位代表！2023年是实施规划的关键之年。")


def test_a_journey_set_out_on_is_no_plan():
    assert heading_role("岳阳阔步迈上现代化建设新征程", 2022) is None
    assert heading_role("乘势而上开启现代化建设新征程", 2022) is Role.PLAN


def test_years():
    assert years_in("“十三五”和2020年工作回顾、2021年安排") == [2020, 2021]
    assert years_in("2016—2020年") == [2016, 2020]
    assert years_in("投资2020万元") == []
    assert years_in("二〇二三年工作安排和２０２４年展望、一九九八年、二○二五年") == [2023, 2024, 1998, 2025]
