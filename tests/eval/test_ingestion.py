import json

from eval.ingestion import _main, measure, measure_splitting, numbered_lines, round_trip_errors
from ingest.parse import parse_document
from rag.schema import Document

BODY = "全县上下团结一心，完成投资19亿元，同比增长9%，群众满意度明显提升。" * 12


def report(place, year):
    return (
        f"---\ntitle: {place}政府工作报告（{year}年1月5日 张三）\n---\n\n"
        f"——{year}年1月5日在{place}第十届人民代表大会第二次会议上\n\n"
        f"各位代表：\n\n现在，我代表{place}人民政府，向大会报告工作。\n\n一、{year - 1}年工作回顾\n\n{BODY}\n\n"
        f"**二、{year}年工作安排**\n\n（一）发展产业。{BODY}\n\n各位代表！让我们努力奋斗！\n"
    )


def document(text, name="2023.md"):
    return Document(id=name, name=name, sha256="", text=text)


def test_numbered_lines_in_source_form():
    source = report("来凤县", 2023)
    assert [source[at : at + 4] for at in numbered_lines(source, "一、")] == ["一、20", "**二、"]
    assert [source[at : at + 3] for at in numbered_lines(source, "（一）")] == ["（一）"]


def test_a_corpus_is_measured():
    tally = measure(
        [(document(report("来凤县", 2023)), "来凤县", 2023), (document(report("眉山市", 2022)), "乐山市", 2022)]
    )
    summary = tally.summary()
    assert summary["reports"] == 2
    assert summary["heading_recall_一、"] == summary["heading_recall_（一）"] == 1.0
    assert (summary["place_right"], summary["year_right"], summary["round_trip_errors"]) == (0.5, 1.0, 0)
    assert tally.missed == ["2023.md: 地名应为 乐山市，读成 眉山市；会议：眉山市第十届人民代表大会第二次会议"]


def test_round_trip_finds_a_wrong_span():
    parsed = parse_document(document(report("来凤县", 2023)))
    assert round_trip_errors(parsed) == []
    moved = Document(id="x", name="x", sha256="", text="甲" * len(parsed.document.text))
    wrong = type(parsed)(
        document=moved,
        reports=parsed.reports,
        sections=parsed.sections,
        passages=parsed.passages,
        figures=parsed.figures,
    )
    assert round_trip_errors(wrong)


def test_splitting_is_exact_on_joined_reports():
    texts = [report(place, 2023) for place in ("来凤县", "眉山市", "乐山市", "义乌市", "崇明区", "西乡县")]
    right, total, failures = measure_splitting(texts, 10, 3)
    assert right == total > 9
    assert failures == []


def test_the_command_prints_the_measures(tmp_path, capsys):
    folder = tmp_path / "来凤县"
    folder.mkdir()
    (folder / "2023.md").write_text(report("来凤县", 2023), encoding="utf-8")
    assert _main([str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["place_right"] == 1.0
    assert _main([str(tmp_path), "--sample", "2"]) == 0
    assert "【" in capsys.readouterr().out
