from ingest.clean import clean
from ingest.headings import find_headings, paragraphs_of
from ingest.metadata import body_start
from ingest.passages import chunks_of
from ingest.sections import build_outline

BODY = "全镇上下团结一心。认真落实各项决策部署。完成了全年目标任务。群众满意度不断提升。"


def chunks(source, budget):
    mapped = clean(source)
    paragraphs = paragraphs_of(mapped.text, mapped.offsets, source)
    headings = find_headings(paragraphs, body_start(paragraphs))
    outline = build_outline(paragraphs, headings, 2023, None, mid_year=False)
    found = chunks_of(mapped.text, paragraphs, outline, budget, len)
    return [(outline.nodes[chunk.node].path, [mapped.text[a:b] for a, b in chunk.sentences]) for chunk in found]


def test_a_section_within_the_budget_is_one_passage_with_its_heading():
    assert chunks(f"一、回顾\n{BODY}\n二、安排\n新建学校。", 100) == [
        (
            ("一、回顾",),
            [
                "一、回顾",
                "全镇上下团结一心。",
                "认真落实各项决策部署。",
                "完成了全年目标任务。",
                "群众满意度不断提升。",
            ],
        ),
        (("二、安排",), ["二、安排", "新建学校。"]),
    ]


def test_a_heading_without_text_goes_with_the_first_passage_below_it():
    assert chunks("一、回顾\n（一）经济。税收增长。\n（二）民生。就业稳定。", 100) == [
        (("一、回顾", "（一）经济"), ["一、回顾", "（一）经济。", "税收增长。"]),
        (("一、回顾", "（二）民生"), ["（二）民生。", "就业稳定。"]),
    ]


def test_a_long_section_is_cut_evenly_at_sentences():
    cut = chunks(f"一、回顾\n{BODY}{BODY}{BODY}", 60)
    sizes = [sum(map(len, sentences)) for _, sentences in cut]
    assert max(sizes) <= 60
    assert max(sizes) - min(sizes) <= 20
    assert "".join(sentence for _, sentences in cut for sentence in sentences) == f"一、回顾{BODY}{BODY}{BODY}"


def test_a_sentence_over_the_budget_stays_whole_with_its_heading():
    long = "团结一心" * 10 + "。"
    assert chunks(f"一、回顾\n{long}税收增长。", 30) == [
        (("一、回顾",), ["一、回顾", long]),
        (("一、回顾",), ["税收增长。"]),
    ]


def test_a_last_heading_without_text_is_kept():
    assert chunks(f"一、回顾\n{BODY}\n二、安排", 100)[-1] == (("二、安排",), ["二、安排"])


def test_entries_of_a_glossary_are_passages_of_their_own():
    source = f"一、安排\n{BODY}\n名词解释\n1.“三资”管理：指资金、资产、资源的管理。\n2.一网统管：指统一管理。"
    assert chunks(source, 300)[1:] == [
        (("名词解释", "1.“三资”管理"), ["名词解释", "1.“三资”管理：", "指资金、资产、资源的管理。"]),
        (("名词解释", "2.一网统管"), ["2.一网统管：", "指统一管理。"]),
    ]
