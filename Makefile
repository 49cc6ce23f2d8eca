# make run   一键启动：建立 .venv、安装依赖、生成模型与索引、打开网页
# make test  同样的准备，然后运行全部测试
# make lint · make eval · make gate · make clean

SHELL := /bin/bash
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check -qq
APT := DEBIAN_FRONTEND=noninteractive apt-get -qq

.PHONY: run test lint eval gate clean install install-dev browser
.DEFAULT_GOAL := run

run: install
	@$(PY) -m ui

test: install-dev browser
	@$(PY) -m pytest

lint: install-dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

eval: install-dev
	@$(PY) -m eval run

# The question sets "test", "dev" and "dev_b" against the thresholds of eval/gate.toml.
gate: install-dev
	@$(PY) -m eval gate
	@$(PY) -m eval gate --questions eval/questions/dev.jsonl
	@$(PY) -m eval gate --questions eval/questions/dev_b.jsonl

# The reports, the index and the files under data/ are the user's and stay.
clean:
	@rm -rf .venv data/models .pytest_cache .mypy_cache .ruff_cache .hypothesis build eval/runs
	@find rag ingest ui eval tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A list of packages is installed when it differs from the one installed last, which is kept in .venv.
install: .venv/bin/python
	$(call install_list,requirements.txt,正在安装依赖（首次约 2～5 分钟，下次不再需要）…)

install-dev: install
	$(call install_list,requirements-dev.txt,正在安装测试工具…)

define install_list
@cmp -s $(1) .venv/$(1) || { \
	echo "$(2)"; \
	$(PIP) install $(PIP_ARGS) -r $(1) && cp $(1) .venv/$(1); }
endef

.venv/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "需要 Python 3.11 或更高版本（当前：$$(python3 --version 2>&1)）。安装后重试，或指定：make run PYTHON=python3.12"; exit 1; fi
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "无法建立虚拟环境：请先安装 venv（Debian/Ubuntu：sudo apt-get install python3-venv）。"; exit 1; }

# The page is tested in a real browser where one is there or can be installed; else that test says why it is skipped.
browser:
	@if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "正在安装测试用的浏览器 Chromium…"; \
		{ $(APT) update && $(APT) install -y --no-install-recommends chromium fonts-wqy-microhei; } >/dev/null 2>&1 \
			|| echo "Chromium 安装未成功，浏览器测试将跳过。"; fi
