"""`manage.py parse FILE…`: what each file says, one JSON object a line, or as tables for a person."""

from __future__ import annotations

import json
import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ingest.pipeline import parse_file
from ingest.present import present, present_error
from ingest.refusals import Refusal
from ingest.report import EMPTY_LINE, ParsedReport, as_json

UNEXPECTED = Refusal("unexpected", "读取这份文件时程序出错，未得到结果。请把文件交给维护人员。")

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "读取年报文件，逐个输出结果（每个文件一行 JSON）；不需要数据库"
    requires_system_checks: list[str] = []  # noqa: RUF012 - the base class declares it so

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="年报文件：网页、文本、DOCX、PDF、DOC、WPS、RTF")
        parser.add_argument("--pretty", action="store_true", help="按格式原样打印表格，标出存疑的数据项和核对提示")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for name in options["files"]:
            result = read_one(Path(name))
            failed += isinstance(result, Refusal)
            self.stdout.write(_shown(name, result, pretty=options["pretty"], colour=self.style.SUCCESS("") != ""))
            self.stdout.flush()
        if failed:
            raise CommandError(f"{failed} 个文件未能读取。", returncode=1)


def read_one(path: Path) -> ParsedReport | Refusal:
    """The report, or why there is none: one bad file must not keep the others from being read."""
    try:
        return parse_file(path)
    except Refusal as refusal:
        return refusal
    except Exception:
        log.exception("parse failed: %s", path.name)
        return UNEXPECTED


def _shown(name: str, result: ParsedReport | Refusal, *, pretty: bool, colour: bool) -> str:
    if isinstance(result, Refusal):
        error = {"code": result.code, "message": result.message}
        return present_error(name, result) if pretty else _line({"file": name} | EMPTY_LINE | {"error": error})
    return present(name, result, colour=colour) if pretty else _line({"file": name} | as_json(result))


def _line(values: dict[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)
