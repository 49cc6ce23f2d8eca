from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.marks import Statement, StatementReader, joined, renumber


def read(*pieces, sources=3):
    reader = StatementReader(sources)
    found = [statement for piece in pieces for statement in reader.feed(piece)]
    return found + list(reader.close())


def test_statements_end_with_their_marks():
    assert read("税收收入14869万元[1]，同比减少36.2%。[2] 新建助餐点2个[3]；\n水质改善[1][3]") == [
        Statement("税收收入14869万元[1]，同比减少36.2%。[2]", (1, 2), ""),
        Statement("新建助餐点2个[3]；", (3,), ""),
        Statement("水质改善[1][3]", (1, 3), ""),
    ]


def test_a_line_that_ends_with_a_colon_belongs_to_the_next():
    assert read("主要措施有：\n1. 新建助餐点[1]。\n2. 改造厕所[2]。") == [
        Statement("主要措施有：\n1. 新建助餐点[1]。", (1,), ""),
        Statement("2. 改造厕所[2]。", (2,), ""),
    ]


def test_a_sentence_of_several_parts_with_one_mark_is_one_statement():
    assert read("一是新建助餐点；二是改造厕所；三是清理河道[1]。水质改善[2]；空气改善[3]。") == [
        Statement("一是新建助餐点；二是改造厕所；三是清理河道[1]。", (1,), ""),
        Statement("水质改善[2]；", (2,), ""),
        Statement("空气改善[3]。", (3,), ""),
    ]


def test_quotes_close_with_their_sentence():
    assert read("坚持“生态优先。”[1]打造品牌。[2]") == [
        Statement("坚持“生态优先。”[1]", (1,), ""),
        Statement("打造品牌。[2]", (2,), ""),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("增长5%。", "没有注明出处"),
        ("增长5%[4]。", "引用编号不存在"),
        ("增长5%[0]。", "引用编号不存在"),
        ("增长5%[1][9]。", "引用编号不存在"),
        ("增长5%[1,2]。", "引用标记写法不对"),
        ("增长5%[1-3]。", "引用标记写法不对"),
        ("增长5%【1】。", "引用标记写法不对"),
        ("增长5%［1］。", "引用标记写法不对"),
        ("增长5%[资料1]。", "引用标记写法不对"),
        ("增长5%[1][来源2]。", "引用标记写法不对"),
        ("增长5%[1", "引用标记写法不对"),
        ("根据〔2023〕5号文[2]。", ""),
    ],
)
def test_marks_are_read_strictly(text, problem):
    (statement,) = read(text)
    assert statement.problem == problem


@pytest.mark.parametrize("text", ["", "。。。", "\n\n", " [1] ", "——"])
def test_what_says_nothing_is_no_statement(text):
    assert read(text) == []


@given(
    st.lists(st.sampled_from(["税收", "5%", "[1]", "[2", "]", "。", "；", "\n", "：", "”", " ", "[9]"]), max_size=20),
    st.integers(1, 7),
)
def test_how_the_stream_is_divided_changes_nothing(parts, size):
    text = "".join(parts)
    assert read(*(text[i : i + size] for i in range(0, len(text), size))) == read(text)


@given(st.text(st.sampled_from("税收5[]12。；\n：”x "), max_size=40))
def test_no_letter_is_lost(text):
    letters = [char for char in text if char.isalnum()]
    found = [char for statement in read(text) for char in statement.text if char.isalnum()]
    assert [c for c in found if c not in "125"] == [c for c in letters if c not in "125"]


def test_marks_are_renumbered_and_doubles_joined():
    assert renumber("税收[3]，减少[1][2]。", {1: 4, 2: 4, 3: 1}) == "税收[1]，减少[4]。"
    with pytest.raises(KeyError):
        renumber("税收[5]", {1: 1})


def test_items_are_numbered_without_gaps():
    assert joined(["措施有：\n1. 新建助餐点[1]。", "3. 改造厕所[2]", "4. 清理河道[3]。"]) == (
        "措施有：\n1. 新建助餐点[1]。\n2. 改造厕所[2]。\n3. 清理河道[3]。"
    )
    assert joined(["1. 甲[1]。", "1. 乙[2]。", "3.5万元用于养老[3]。"]) == "1. 甲[1]。\n1. 乙[2]。3.5万元用于养老[3]。"
