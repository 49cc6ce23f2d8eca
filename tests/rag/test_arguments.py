from __future__ import annotations

import pytest

from rag.arguments import ChineseParser


def parser() -> ChineseParser:
    made = ChineseParser(prog="程序", description="说明")
    made.add_argument("路径")
    made.add_argument("--数量", type=int)
    made.add_argument("--种类", choices=["甲", "乙"])
    made.add_argument("--安静", action="store_true")
    return made


def test_good_arguments_are_parsed():
    found = parser().parse_args(["a.txt", "--数量", "3"])
    assert vars(found) == {"路径": "a.txt", "数量": 3, "种类": None, "安静": False}


def test_help_is_chinese(capsys):
    with pytest.raises(SystemExit) as exit_:
        parser().parse_args(["-h"])
    assert exit_.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("用法：程序 ")
    assert "\n参数:\n" in told
    assert "\n选项:\n" in told
    assert "显示这份说明" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "缺少参数：路径"),
        (["a", "b"], "不认识的参数：b"),
        (["a", "--数量"], "参数 --数量 后面要有一个值"),
        (["a", "--数量", "多"], "参数 --数量 的值不对：'多'"),
        (["a", "--种类", "丙"], "参数 --种类 的值不对：'丙'（可选：'甲', '乙'）"),
        (["a", "--安静=是"], "参数 --安静 不带值，多了 '是'"),
    ],
)
def test_mistakes_are_told_in_chinese(arguments, message, capsys):
    with pytest.raises(SystemExit) as exit_:
        parser().parse_args(arguments)
    assert exit_.value.code == 2
    assert capsys.readouterr().err.endswith(f"程序：命令有误：{message}\n")
