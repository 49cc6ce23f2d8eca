from __future__ import annotations

from importlib.resources import files

import pytest

from rag.understanding.equivalents import plain_phrases, same_words

LINES = files("rag.understanding").joinpath("thesaurus.txt").read_text(encoding="utf-8").splitlines()


def test_every_line_of_the_thesaurus_gives_other_wordings_of_one_plain_form():
    pairs = [line.split(" = ") for line in LINES]
    faulty = [pair for pair in pairs if len(pair) != 2]
    plain = [pair[0] for pair in pairs]
    useless = [
        (word, name)
        for word, names in pairs
        for name in names.split(", ")
        if len(name) < 2 or name.strip() != name or word in name or name in word
    ]
    assert (faulty, useless) == ([], [])
    assert (plain, len(set(plain))) == (sorted(plain), len(plain))


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("关停", ("关停", "关闭", "淘汰", "取缔", "停产")),
        ("洪水", ("洪水", "洪灾", "洪涝", "水灾", "涝灾", "内涝")),
        ("税收收入", ("税收收入",)),
    ],
)
def test_words_that_say_the_same(word, names):
    assert same_words(word)[: len(names)] == names


def test_long_plain_phrases_stay_whole():
    assert plain_phrases("化工厂关停") == ["化工厂", "关停"]
    assert plain_phrases("税收收入") == ["税收收入"]
