# `make` explains itself.  Only `python3` (3.11 or newer), its venv module and make are needed beforehand.

PYTHON ?= python3
PORT ?= 8000

VENV := .venv
IN_VENV := $(VENV)/bin/python
INSTALL := $(IN_VENV) -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint bench clean

help: ## 说明每个命令
	@echo "公开年报：make 命令"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run ## 在本机打开公开年报（PORT=8000），Ctrl-C 停止
	@exec $(IN_VENV) manage.py serve --port "$(PORT)"

test: lint ## 检查代码并运行全部测试
	@$(IN_VENV) -m pytest --cov

lint: $(VENV)/test ## 检查代码的写法、格式和类型
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m mypy

bench: $(VENV)/test ## 测量速度和内存，打印成表，写入 bench-results.jsonl
	@$(IN_VENV) -m tests.bench

clean: ## 删除 .venv 和各种缓存（不动 var/ 里的数据）
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Marks of what is installed; each depends on the list it was installed from.
$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "需要 Python 3.11 或更新的版本。可以指定：make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "缺少 Python 的 venv 模块。Debian、Ubuntu：sudo apt install python3-venv" >&2; exit 1; }
	@echo "准备 Python 环境（只在第一次）……"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/run: requirements.txt $(VENV)/made
	@echo "安装所需的库（只在第一次和清单改变后）……"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/test: requirements-dev.txt $(VENV)/run
	@echo "安装测试所需的库（只在第一次和清单改变后）……"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
