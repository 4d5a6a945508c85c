"""Reading a page in tests."""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import html as parser

# What Django's test client answers has more than any of Django's own classes.
Answer = Any


def text_of(response: Answer) -> str:
    """The page as a reader sees it, blanks folded."""
    body = parser.fromstring(response.content.decode())
    return " ".join(" ".join(body.itertext()).split())


def source_of(response: Answer) -> str:
    return html.unescape(response.content.decode())


def errors_of(response: Answer) -> str:
    found = re.findall(r'class="errorlist[^>]*>(.*?)</ul>', response.content.decode(), re.S)
    return " ".join(parser.fromstring(one).text_content().strip() for one in found)


def messages_of(response: Answer) -> str:
    found = re.search(r'<ul class="messages".*?</ul>', response.content.decode(), re.S)
    return parser.fromstring(found[0]).text_content().strip() if found else ""
