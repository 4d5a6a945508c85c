"""Saying no to a file, in a way that a program and a person both understand."""

from __future__ import annotations

ACCEPTED = "可接受的格式：PDF、DOCX、DOC、WPS、RTF、ODT、HTML（网页）和 TXT（文本）。"


class Refusal(Exception):
    """A file is not accepted: ``code`` is stable for programs, ``message`` is Chinese for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def foreign(found: str) -> Refusal:
    return Refusal("type", f"这是{found}，不是可以读取的年报文件。{ACCEPTED}")


def damaged(message: str) -> Refusal:
    return Refusal("damaged", message)


def password() -> Refusal:
    return Refusal("password", "文件设有密码，无法读取。请取消密码后再提交。")


def macros() -> Refusal:
    return Refusal("macros", "文件含有宏。本系统从不运行宏，请另存为不含宏的 DOCX 或 PDF 后再提交。")
