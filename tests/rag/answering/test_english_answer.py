from __future__ import annotations

from decimal import Decimal

import pytest

from eval.grounding import unsupported_numbers
from rag.answering.draft import Draft
from rag.answering.english_answer import asks_in_english, text_in_english
from rag.schema import AnswerFigure

ANSWERS = {
    "How much tax revenue did Dongping Town collect in the first half of 2023?": (
        "Dongping Town (东平镇), first half of 2023: tax revenue (税收收入) 14869万元 [1], down 36.2% year on year [1],"
        " 33.9% of the target [1] (万 = ten thousand)\n\n"
        "In Chinese: 东平镇2023年上半年税收收入为14869万元[1]（同比减少36.2%，完成年度指标进度的33.9%）。"
    ),
    "By how much did Dongping's tax revenue fall year on year in the first half of 2023?": (
        "Dongping Town (东平镇), first half of 2023: tax revenue (税收收入) down 36.2% year on year [1], 14869万元 [1],"
        " 33.9% of the target [1] (万 = ten thousand)\n\n"
        "In Chinese: 东平镇2023年上半年税收收入同比下降36.2%[1]（税收收入为14869万元，完成年度指标进度的33.9%）。"
    ),
    "What was Songnan Town's target for total retail sales of consumer goods in 2021?": (
        "Songnan Town (淞南镇), 2021: total retail sales of consumer goods (社会消费品零售总额) target: 108.8亿元 [1]"
        " (亿 = hundred million)\n\nIn Chinese: 淞南镇2021年社会消费品零售总额的目标为108.8亿元[1]。"
    ),
    "What growth in fiscal revenue does Gangyan Town expect for 2024?": (
        "Gangyan Town (港沿镇), 2024: fiscal revenue (财政收入) target: up 5% or so [1]\n\n"
        "In Chinese: 港沿镇2024年财政收入的目标为增长5%左右[1]。"
    ),
    "What is Beicai Town's expected tax revenue target?": (
        "Beicai Town (北蔡镇), 2023: 税收总收入 target: 34亿元 or more [1] (亿 = hundred million)\n\n"
        "In Chinese: 北蔡镇2023年税收总收入的目标为34亿元以上[1]。"
    ),
    "How many newly registered companies did Songnan Town expect in 2020?": (
        "Songnan Town (淞南镇), 2020: newly registered companies (新增注册企业) expected 1237户 [1],"
        " up 0.1% year on year [1]\n\nIn Chinese: 淞南镇2020年新增注册企业为预计1237户[1]（同比上升0.1%）。"
    ),
    "What was Dongping's tax revenue in the first half of 2022?": (
        "Dongping Town (东平镇), first half of 2022: tax revenue (税收收入) computed: about 23305.64万元\n"
        "Dongping Town (东平镇), first half of 2023: tax revenue (税收收入) 14869万元 [1], down 36.2% year on year [1]"
        " (万 = ten thousand)\n\n"
        "With the computation, in Chinese: 东平镇2022年上半年税收收入约为23305.64万元"
        "（推算：14869万元 ÷ （1 － 36.2%））[1]。依据：东平镇2023年上半年税收收入为14869万元，同比减少36.2%[1]。"
    ),
    "Which town has more fixed asset investment, Liuzhuang or Beicai?": (
        "Beicai Town (北蔡镇), 2023: fixed asset investment (固定资产投资) 22.89亿元 [2]\n"
        "Liuzhuang Town (留庄镇), 2023: fixed asset investment (固定资产投资) 8.7亿元 [1] (亿 = hundred million)\n\n"
        "Compared, in Chinese:\n\n"
        "北蔡镇更高：北蔡镇2023年固定资产投资为22.89亿元[2]；留庄镇2023年固定资产投资为8.7亿元[1]。\n\n"
        "| 地方 | 期间 | 指标 | 数值 |\n| --- | --- | --- | --- |\n"
        "| 留庄镇 | 2023年 | 固定资产投资 | 8.7亿元[1] |\n| 北蔡镇 | 2023年 | 固定资产投资 | 22.89亿元[2] |"
    ),
    "What was Dongping's tax revenue and how many new jobs did Beicai create?": (
        "Dongping Town (东平镇), first half of 2023: tax revenue (税收收入) 14869万元 [1], down 36.2% year on year [1],"
        " 33.9% of the target [1]\nBeicai Town (北蔡镇), 2023: 新增就业岗位 1.14万个 [2] (万 = ten thousand)\n\n"
        "In Chinese:\n\n"
        "东平镇2023年上半年税收收入为14869万元[1]（同比减少36.2%，完成年度指标进度的33.9%）。\n"
        "北蔡镇2023年新增就业岗位为1.14万个[2]。"
    ),
    "Who delivered the report of Dongping Town?": "The reports say (in Chinese): 东平镇：政府工作报告由施宏作[1]。",
    "What are the problems of Dongping Town?": (
        "The reports say (in Chinese):\n\n东平镇2023年上半年，报告提到：\n"
        "1. 产业结构比较单一，保持经济持续健康发展的根基还不牢固；[1]\n"
        "2. 安全生产、社会治理还存在薄弱环节，防范化解风险能力还需进一步加强；[2]\n"
        "3. 社区品质能级还需提升完善，公共服务供给须持续发力；[3]\n"
        "4. 少数干部应对复杂形势和多重考验反应不够快、能力不够强，缺乏“坐不住、等不得”的紧迫感。[4]"
    ),
    "What was Dongping's grain output?": (
        "The reports do not answer this. The reports of Dongping Town (东平镇) do not state this for “粮食产量”.\n\n"
        "In Chinese: 东平镇的报告没有说明“粮食产量”。"
    ),
    "Did Beicai's tax revenue grow?": (
        "The reports do not answer this. The reports of Beicai Town (北蔡镇) do not state this for “税收收入”.\n\n"
        "The nearest that they say:\n"
        "Beicai Town (北蔡镇), 2023: tax revenue (税收收入) expected 38亿元 [1] (亿 = hundred million)\n\n"
        "In Chinese: 北蔡镇的报告没有说明“税收收入”。最接近的是：北蔡镇2023年税收收入为预计38亿元[1]。"
    ),
}


@pytest.mark.parametrize(("question", "text"), ANSWERS.items(), ids=list(ANSWERS))
def test_english_questions_are_answered_in_english(engine, question, text):
    answer = engine.ask(question)
    assert answer.text == text
    assert unsupported_numbers(answer) == []


def test_the_catalogue_is_introduced_in_english(engine):
    assert engine.ask("Which reports are there?").text.startswith(
        "These reports are held (in Chinese): 现有 7 份报告："
    )


def test_a_period_whose_year_no_citation_holds_stays_chinese(engine):
    question = "What was the dissatisfaction rate of the 12345 hotline in Dongping, and what was it a year earlier?"
    answer = engine.ask(question)
    assert answer.text.splitlines()[:3] == [
        "Dongping Town (东平镇), by 30 June 2023: 12345市民服务热线不满意率 4.6% [1]",
        "Dongping Town (东平镇), 截至2022年6月30日: 12345市民服务热线不满意率 18.5% [1]",
        "Dongping Town (东平镇), by 30 June 2023: 12345市民服务热线不满意率下降 fall, computed: 13.9个百分点",
    ]
    assert unsupported_numbers(answer) == []


@pytest.mark.parametrize(
    "question", ["东平镇上半年税收收入是多少？", "东平镇GDP是多少", "GDP", "GDP 2023?", "2023", ""]
)
def test_other_questions_are_not_english(question):
    assert not asks_in_english(question)


@pytest.mark.parametrize("question", ["What is the GDP?", "tax revenue"])
def test_english_words_make_an_english_question(question):
    assert asks_in_english(question)


def stated(dongping, text, *figures):
    """Return the English lines for a Chinese text and its figures, each (kind, number, unit)."""
    draft = Draft(dongping, kind="figure", text=text)
    for kind, number, unit in figures:
        draft.figures.append(
            AnswerFigure(
                indicator="户数",
                place="",
                period="",
                kind=kind,
                value=Decimal(number),
                unit=unit,
                text=number + unit,
                citation=1,
            )
        )
    return text_in_english("How many?", draft).partition("\n\n")[0]


@pytest.mark.parametrize(
    ("text", "figure", "line"),
    [
        ("户数的目标为不少于300家[1]。", ("target", "300", "家"), "户数 target: at least 300家 [1]"),
        ("户数负增长5%[1]。", ("change", "5", "%"), "户数 down 5% [1]"),
        ("户数比2019年增长约5%[1]。", ("change", "5", "%"), "户数 up about 5% (比2019年) [1]"),
        ("户数年均增长5%以上[1]。", ("change", "5", "%"), "户数 up 5% or more a year on average [1]"),
        ("户数变动5%[1]。", ("change", "5", "%"), "户数 change: 5% (户数变动) [1]"),
        ("户数：超额完成目标5%[1]。", ("completion", "5", "%"), "户数 completion: 5% [1]"),
        ("户数居全省第3位[1]。", ("rank", "3", "位"), "户数 ranked 3位 [1]"),
        ("户数占比为15%[1]。", ("share", "5", "%"), "The reports say (in Chinese): 户数占比为15%[1]。"),
        ("预计全年增长5%[1]。", ("change", "5", "%"), "户数 expected up 5% [1]"),
    ],
)
def test_the_words_around_a_number_are_kept(dongping, text, figure, line):
    assert stated(dongping, text, figure) == line


def test_a_number_that_stands_twice_with_other_words_is_left_to_the_chinese_text(dongping):
    text = "城镇收入增长5%[1]，农村收入下降5%[1]，合计3家[1]。"
    said = stated(dongping, text, ("change", "5", "%"), ("target", "5", "%"), ("count", "3", "家"))
    assert said == "户数 3家 [1]"
    said = stated(dongping, text, ("change", "5", "%"), ("count", "3", "家"))
    assert said == "户数 3家 [1]"
