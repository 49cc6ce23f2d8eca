from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.answering.draft import Draft
from rag.answering.exact import exact_problems
from rag.answering.verify import check

NOT_SO = "在所引原文中不是这样说的"


@pytest.fixture(scope="session")
def answers(engine):
    """Return the answer to a question, asked once."""
    known = {}

    def answer(question):
        if question not in known:
            known[question] = engine.ask(question)
        return known[question]

    return answer


def draft(engine, answer, text=None):
    return Draft(
        engine.material,
        kind=answer.kind,
        text=answer.text if text is None else text,
        citations=list(answer.citations),
        figures=list(answer.figures),
        computed=[f.value for f in answer.figures if f.citation == 0],
    )


def reasons(engine, answer, old, new):
    assert old in answer.text
    return [reason for _, reason in exact_problems(draft(engine, answer, answer.text.replace(old, new, 1)))]


FIGURE = "东平镇上半年税收收入是多少？"
TARGET = "新海镇2019年引进注册型企业不少于多少家？"
PART = "孙岗镇工业固定资产投资是多少？"
COMPARED = "留庄和北蔡的固定资产投资哪个多？"
APART = "淞南镇2021年的固定资产投资目标比2020年实际多多少？"
PLAN = "东平镇下半年打算怎么招商？"
FACT = "北蔡有三个实事项目为什么没按时做？"
ABOUT = "淞南镇的报告是什么时候作的？"
BEFORE = "东平镇2022年上半年税收收入大约是多少？"


@pytest.mark.parametrize("question", [FIGURE, TARGET, PART, COMPARED, APART, PLAN, FACT, ABOUT, BEFORE])
def test_true_answers_stand(engine, answers, question):
    answer = answers(question)
    assert not answer.abstained
    assert check(draft(engine, answer)) == []


@pytest.mark.parametrize(
    ("question", "old", "new", "reason"),
    [
        (FIGURE, "14869万元", "14869亿元", "“36.2%”" + NOT_SO),
        (FIGURE, "2023年上半年", "2023年", "“14869万元”" + NOT_SO),
        (FIGURE, "东平镇", "淞南镇", "“14869万元”" + NOT_SO),
        (FIGURE, "税收收入为", "税收收入的目标为", "“14869万元”" + NOT_SO),
        (FIGURE, "同比减少", "同比增长", "“36.2%”" + NOT_SO),
        (FIGURE, "完成年度指标进度的33.9%", "完成年度指标进度的36.2%", "“36.2%”" + NOT_SO),
        (FIGURE, "[1]", "[2]", "引用编号不存在"),
        (TARGET, "的目标为", "为", "“500家”" + NOT_SO),
        (PART, "工业固定资产投资为8194万元", "固定资产投资为8194万元", "“8194万元”" + NOT_SO),
        (PART, "8194万元", "2.5亿元", "“2.5亿元”" + NOT_SO),
        (COMPARED, "北蔡镇更高", "留庄镇更高", "比较的结论与所引数字不符"),
        (COMPARED, "更高", "更低", "比较的结论与所引数字不符"),
        (COMPARED, "22.89亿元[2]", "22.89亿元[1]", "“22.89亿元”" + NOT_SO),
        (APART, "前者比后者高", "前者比后者低", "比较的结论与所引数字不符"),
        (PLAN, "（计划）", "", "与所引原文不一致"),
        (PLAN, "下半年", "上半年", "与所引原文不一致"),
        (PLAN, "1. ", "3. ", "各条的编号不连续"),
        (FACT, "60周岁", "80周岁", "与所引原文不一致"),
        (FACT, "三个民生实事", "两个民生实事", "与所引原文不一致"),
        (FACT, "北蔡镇2023年：", "北蔡镇2023年（计划）：", "与所引原文不一致"),
        (ABOUT, "1月6日", "1月8日", "与所引原文不一致"),
    ],
)
def test_one_false_word_is_caught(engine, answers, question, old, new, reason):
    assert reason in reasons(engine, answers(question), old, new)


def test_a_result_needs_its_own_formula(engine, answers):
    answer = answers(BEFORE)
    assert reasons(engine, answer, "23305.64万元", "23305.46万元")[0] == (
        "算式“14869万元 ÷ （1 － 36.2%）”得不出所说的结果"
    )
    assert reasons(engine, answer, "（推算：14869万元 ÷ （1 － 36.2%））", "") == ["“23305.64万元”没有写明算式"]


def test_words_of_a_language_model_are_left_to_its_own_check(engine, answers):
    answer = answers(FACT)
    reworded = draft(engine, answer, f"北蔡镇2023年有三个民生实事项目暂缓实施或调整[{1}]。")
    assert [p.reason for p in check(reworded)] == ["与所引原文不一致"]
    assert check(replace(reworded, reworded=True)) == []


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_digit_is_caught(engine, answers, data):
    answer = answers(data.draw(st.sampled_from([FIGURE, TARGET, PART, COMPARED, APART, PLAN, FACT, ABOUT, BEFORE])))
    digits = [i for i, char in enumerate(answer.text) if char.isascii() and char.isdigit()]
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != answer.text[at]]))
    assert check(draft(engine, answer, answer.text[:at] + other + answer.text[at + 1 :]))
