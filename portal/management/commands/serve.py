"""Starts the portal in the foreground, on this machine only: broker, worker and web, and ends them all."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from time import monotonic, sleep
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal import broker
from portal.environment import keep_secret_key
from portal.first_start import hand_in_samples, make_administrator
from portal.processes import Child, KeepsDying, adopt_orphans, clear_orphans, stop_all, watch
from portal.worker_command import indexer_command, worker_command

HOST = "127.0.0.1"
BROKER_SECONDS = 20
# Together they stay below what a person waits for after Ctrl-C.
WEB_PATIENCE, WORKER_PATIENCE, BROKER_PATIENCE = 6, 4, 3
REFUSALS = {
    errno.EADDRINUSE: gettext_noop("端口 {port} 已被别的程序占用。换一个端口：make run PORT={other}"),
    errno.EACCES: gettext_noop("没有权限使用端口 {port}。换一个大于 1023 的端口：make run PORT=8000"),
}


class Stopped(Exception):
    """Somebody asked the house to end."""


def port_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise CommandError(_("端口要是 1 到 65535 之间的整数，不是“{text}”。").format(text=text))
    return int(text)


def ensure_free(port: int) -> None:
    """Gunicorn would retry for seconds and then complain in English."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            sentence = REFUSALS.get(error.errno or 0, gettext_noop("端口 {port} 不能使用。"))
            raise CommandError(_(sentence).format(port=port, other=port % 65535 + 1)) from error


def web_command(port: int) -> list[str]:
    return [sys.executable, "-m", "gunicorn", "-c", "python:portal.server", "-b", f"{HOST}:{port}", "portal.wsgi"]


class Command(BaseCommand):
    help = gettext_noop("在本机打开公开年报，直到按下 Ctrl-C。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000", help=_("端口，默认 8000"))

    def handle(self, *args: Any, **options: Any) -> None:
        port = port_number(options["port"])
        ensure_free(port)
        if not os.environ.get("NIANBAO_ADDRESS"):
            # What is cited here leads back here, also what other commands make beside this one.
            os.environ["NIANBAO_ADDRESS"] = f"http://{HOST}:{port}"
            settings.ADDRESS_FILE.parent.mkdir(parents=True, exist_ok=True)
            settings.ADDRESS_FILE.write_text(os.environ["NIANBAO_ADDRESS"])
        keep_secret_key(settings.SECRET_KEY_FILE)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        children: list[Child] = []
        try:
            self._prepare()
            self._start(children, port)
            watch(children)
        except Stopped:
            pass
        except KeepsDying as error:
            raise CommandError(_("{label}一再退出，无法继续。").format(label=error)) from error
        finally:
            _deaf()
            adopt_orphans()
            stop_all(children)
            clear_orphans()
            self._say(_("已停止，没有留下任何进程。"))

    def _prepare(self) -> None:
        call_command("migrate", verbosity=0)
        call_command("load_divisions", verbosity=0)
        if told := make_administrator():
            self._say(told)

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _start(self, children: list[Child], port: int) -> None:
        """Each is in the list as soon as it may run, so that it is stopped whatever comes."""
        if settings.EMBEDDED_BROKER:
            data = Path(settings.DATA_DIR)
            if broker.answers(data):
                sentence = _("另一个公开年报正在使用 {data}。先停止它，或者用 NIANBAO_DATA 另选目录。")
                raise CommandError(sentence.format(data=data))
            children.append(Child(_("消息队列"), broker.command(data), BROKER_PATIENCE))
            children[-1].start()
            _await_broker(data, children[-1])
        children.append(Child(_("处理程序"), worker_command(), WORKER_PATIENCE))
        children[-1].start()
        children.append(Child(_("索引程序"), indexer_command(), WORKER_PATIENCE))
        children[-1].start()
        if samples := hand_in_samples():
            self._say(_("档案是空的，正在收录 {count} 份样例年报。").format(count=samples))
        connections.close_all()
        children.append(Child(_("网站"), web_command(port), WEB_PATIENCE, speaks=True))
        children[-1].start()


def _await_broker(data: Path, child: Child) -> None:
    deadline = monotonic() + BROKER_SECONDS
    while not broker.answers(data):
        if not child.is_running() or monotonic() > deadline:
            raise CommandError(_("消息队列服务没有启动，原因见 {file}。").format(file=data / "broker" / "broker.log"))
        sleep(0.05)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise Stopped


def _deaf() -> None:
    """A second Ctrl-C must not leave half of the children."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
