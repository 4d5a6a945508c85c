"""Configuration that gunicorn reads (``-c python:portal.server``)."""

from __future__ import annotations

import sys

from gunicorn.arbiter import Arbiter

workers = 2
threads = 4
# A request that holds a thread for this many seconds costs its worker's life.
timeout = 60
graceful_timeout = 5
loglevel = "warning"
# Gunicorn's own remote control would leave a socket in the home folder.
control_socket_disable = True


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def when_ready(server: Arbiter) -> None:
    _say(f"公开年报已打开：{server.LISTENERS[0]}　按 Ctrl-C 停止。")
