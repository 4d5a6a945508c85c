"""Pages in traditional characters, for readers who asked for them.

What is written for reading is rewritten; addresses, the values of fields, scripts' data and whatever says
``translate="no"`` stay as they are, so that links lead and forms ask for the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from opencc import OpenCC

from portal.display import display_of
from portal.public import is_page, is_public

Answer = Callable[[HttpRequest], HttpResponseBase]

# What is typed, quoted or meant for programs; an option without a value sends its words.
_TAG = re.compile(
    r"""<!--.*?-->
    | <(script|style|textarea|code|pre)\b .*? </\1\s*>
    | <option> [^<]*
    | < (?> [^<>"']+ | "[^"]*" | '[^']*' )*+ >""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_READ_ALOUD = re.compile(r"""(\s(?:alt|aria-label|aria-description|label|placeholder|title)=)("[^"]*"|'[^']*')""")
_DESCRIPTION = re.compile(r"""(<meta\s(?:name|property)="(?:og:)?(?:description|title)"\scontent=)("[^"]*")""")
_UNTRANSLATED = re.compile(r"""<(?!(?:br|hr|img|input|link|meta)\b)(\w+)\b[^>]*\stranslate=["']?no\b""")
_LANGUAGE = ('<html lang="zh-Hans"', '<html lang="zh-Hant"')


def write_traditional(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and _is_wanted(request, response):
            response.content = traditional_page(response.content.decode())
        return response

    return answer


def _is_wanted(request: HttpRequest, response: HttpResponse) -> bool:
    return display_of(request).traditional and is_public(request) and is_page(response)


def traditional(text: str) -> str:
    return text if text.isascii() else str(_converter().convert(text))


def traditional_page(page: str) -> str:
    return "".join(_pieces(page)).replace(*_LANGUAGE, 1)


@cache
def _converter() -> OpenCC:
    """The characters of Taiwan's standard, which most readers of traditional Chinese know; words stay."""
    return OpenCC("s2tw")


def _pieces(page: str) -> Iterator[str]:
    """Text and tags in turn; inside an element that is not to be translated, all as it is."""
    end, name, depth = 0, "", 0
    for tag in _TAG.finditer(page):
        text, markup = page[end : tag.start()], tag[0]
        end = tag.end()
        yield text if depth else traditional(text)
        if depth:
            depth += _step(markup, name)
        elif found := _UNTRANSLATED.match(markup):
            name, depth = found[1], 1
        yield markup if depth or tag[1] else _rewritten(markup)
    yield page[end:] if depth else traditional(page[end:])


def _step(markup: str, name: str) -> int:
    """How much deeper a tag leads into elements of this name."""
    opened, closed = re.match(rf"<{name}\b", markup), re.match(rf"</{name}\b", markup)
    return bool(opened) - bool(closed)


def _rewritten(markup: str) -> str:
    if markup.isascii() or markup.startswith(("<!", "<option>")):
        return markup
    pattern = _DESCRIPTION if markup.startswith("<meta") else _READ_ALOUD
    return pattern.sub(lambda found: found[1] + traditional(found[2]), markup)
