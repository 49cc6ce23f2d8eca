"""What the README says of settings, commands and fields is what the program has."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from rag.schema import Answer, AnswerFigure, Citation, Retrieved
from rag.settings import ROOT, Settings

README = (ROOT / "README.md").read_text("utf-8")


def shown(value):
    if isinstance(value, Path):
        return f"`{value.relative_to(ROOT).as_posix()}`"
    if value in ("", None):
        return "（空）"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def test_every_setting_stands_with_its_default_and_meaning():
    rows = re.findall(r"^\| `(REPORTQA_\w+)` \| (.*?) \| (.*) \|$", README, re.M)
    assert rows == [
        (f"REPORTQA_{name.upper()}", shown(field.default), field.description)
        for name, field in Settings.model_fields.items()
    ]


def test_the_example_file_names_only_settings():
    names = re.findall(r"^#? ?(REPORTQA_\w+)=", (ROOT / ".env.example").read_text("utf-8"), re.M)
    assert names
    assert {name.removeprefix("REPORTQA_").lower() for name in names} <= set(Settings.model_fields)


def test_every_field_of_an_answer_is_described():
    citation = Citation(n=1, report_id="", title="", place="", period="", file="", section=(), quote="", start=0, end=0)
    figure = AnswerFigure(indicator="", place="", period="", kind="", value=1, unit="", text="", citation=1)
    retrieved = Retrieved(file="", start=0, end=0, score=0.0)
    answer = Answer(
        question="", text="", abstained=False, kind="", citations=(citation,), figures=(figure,), retrieved=(retrieved,)
    ).to_json()
    fields = {*answer, *answer["citations"][0], *answer["figures"][0], *answer["retrieved"][0]}
    assert {field for field in fields if f"`{field}`" not in README} == set()


def test_every_command_of_make_is_there():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert {"run", "test", "lint", "eval", "clean"} == set(re.findall(r"`?make (\w+)", README)) & targets
    assert set(re.findall(r"make (\w+)", README)) <= targets


def told_by(main, *arguments, capsys):
    with pytest.raises(SystemExit):
        main([*arguments, "--help"])
    return capsys.readouterr().out


@pytest.mark.parametrize("module", ["ingest", "rag", "eval"])
def test_every_option_named_is_an_option(module, capsys):
    main = importlib.import_module(f"{module}.__main__").main
    lines = [line for line in README.splitlines() if f"python -m {module} " in line]
    assert lines
    commands = {found for line in lines for found in re.findall(rf"-m {module} ([a-z]\S*)", line)}
    helps = [told_by(main, capsys=capsys)] + [
        told_by(main, command, capsys=capsys) for command in sorted(commands) if module != "ingest"
    ]
    named = {option for line in lines for option in re.findall(r"--[a-z]+", line)}
    assert {option for option in named if option not in "".join(helps)} == set()
