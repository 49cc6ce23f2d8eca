from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import LONGEST, split_sentences


def cut(text):
    return [text[a:b] for a, b in split_sentences(text)]


def test_sentences_end_at_stops_outside_quotes_and_brackets():
    text = "落实“三保”底线。他说：“干得好！再加油。”大家都笑了（真的。）。为什么？因为好！"
    assert cut(text) == [
        "落实“三保”底线。",
        "他说：“干得好！再加油。”",
        "大家都笑了（真的。）。",
        "为什么？",
        "因为好！",
    ]


def test_a_quoted_slogan_does_not_end_the_sentence():
    assert cut("坚持“人民城市人民建。”的理念不动摇。") == ["坚持“人民城市人民建。”的理念不动摇。"]


def test_decimal_points_and_versions_do_not_cut():
    assert cut("完成VOCS2.0减排，增长5.5%。新增3家。") == ["完成VOCS2.0减排，增长5.5%。", "新增3家。"]


def test_only_long_sentences_are_cut_at_semicolons():
    short = "税收增长8%；投资增长9%。"
    assert cut(short) == [short]
    part = "全面推进各项重点工作落地见效并且取得了十分明显的阶段性成果" * 3
    assert cut(f"{part}；{part}；{part}。") == [f"{part}；", f"{part}；", f"{part}。"]


def test_a_forgotten_closing_bracket_does_not_swallow_the_rest():
    text = "推进（一期建设。" + "完成各项年度任务和重点工程建设并且投入使用。" * 15
    assert len(cut(text)) > 3


def test_text_without_marks_is_cut_in_the_end():
    assert [len(piece) for piece in cut("一" * (2 * LONGEST + 5))] == [LONGEST, LONGEST, 5]


def test_a_part_of_a_text():
    text = "第一句。第二句。第三句。"
    assert split_sentences(text, 4, 8) == [(4, 8)]


@given(st.text(alphabet=st.sampled_from("甲乙丙，；。！？“”（）《》 、1.%"), max_size=400))
def test_the_pieces_are_the_text_in_order(text):
    spans = split_sentences(text)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
