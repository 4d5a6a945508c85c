"""Does a line read like the name of a public body?  Which body it is, is decided elsewhere."""

from __future__ import annotations

import re

from ingest.parse.normalise import fold_in_place, tidy

_ENDINGS = (
    "政府|委员会|委|办公室|办公厅|办事处|处|局|厅|署|办|院|站|所|队|中心|公司|集团|行|校|学|园|监狱"
    "|街道|地区|乡|镇|县|区|市|省|州|盟|旗|苏木|关|会|社|部|室|馆|场|台|基地|机关|兵团|师|团"
)
_NAME = re.compile(rf"[㐀-鿿〇][㐀-鿿〇A-Za-z0-9()·、“”\"—-]{{0,42}}(?:{_ENDINGS})(?:\([^()]{{1,20}}\))?")
# Words that stand in sentences and headings but not in names.
_SENTENCE = re.compile(
    "的|了|我|是|将|已|其中|情况|公开(?!办|领导|工作办|中心)|^本(?!溪)|^各|^该|^全[市县区镇乡省]|^由"
)
_STAMP = re.compile(r"[(]?(?:盖章|印章|公章|章)[)]")


def as_name(text: str) -> str:
    """The name that a line consists of, without spaces and stamp marks; "" if it is none."""
    printed = "".join(tidy(text).split())
    if not 3 <= len(printed) <= 60:
        return ""
    folded = fold_in_place(printed)
    stamp = _STAMP.search(folded)
    end = stamp.start() if stamp and stamp.end() == len(folded) else len(folded)
    name = folded[:end]
    return printed[:end] if _NAME.fullmatch(name) and not _SENTENCE.search(name) else ""
