"""`python -m tests.pictures`: makes the pictures in docs/pictures anew."""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.house import ROOT
from tests.pictures import pages

PICTURES = ROOT / "docs" / "pictures"
REPORTS = Path("tests") / "reports"
TERMINALS = {
    "parse-pretty": (["hongze-2023.pdf"], 1180, 1480),
    "parse-pretty-findings": (["xiaohongmen-2022.txt"], 1180, 1560),
}
STYLES = {"1": "font-weight:700", "2": "opacity:.55", "31": "color:#ff7b6b"}
# One column wide on most terminals, two in the font of the picture.
AMBIGUOUS = re.compile("[“”…·]")
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1d1f21; color: #e8e4da; padding: 28px 32px; }}
pre {{ font: 15px/1.5 "Noto Sans Mono CJK SC", monospace; margin: 0; white-space: pre; }}
i {{ display: inline-block; width: .5em; font-style: normal; text-indent: -.25em; overflow: hidden; }}
</style><pre><span style="opacity:.55">$ python manage.py parse --pretty {command}</span>

{body}</pre>"""
BROWSER = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]


def terminal(files: list[str]) -> str:
    """What the command prints on a terminal, as a page."""
    names = [str(REPORTS / name) for name in files]
    command = [sys.executable, "manage.py", "parse", "--pretty", "--force-color", *names]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return PAGE.format(command=" ".join(names), body=coloured(printed))


def coloured(text: str) -> str:
    """Terminal colours as spans."""
    pieces = re.split(r"\x1b\[(\d+)m", text)
    body, opened = [html.escape(pieces[0])], False
    for code, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        body.append("</span>" * opened)
        opened = code in STYLES
        body.append(f'<span style="{STYLES[code]}">' if opened else "")
        body.append(html.escape(piece))
    return AMBIGUOUS.sub(r"<i>\g<0></i>", "".join(body)) + "</span>" * opened


def shoot(page: str, width: int, height: int, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        size = f"--window-size={width},{height}"
        profile = f"--user-data-dir={folder}/profile"
        command = [*BROWSER, profile, size, f"--screenshot={target}", source.as_uri()]
        # What the browser says of the services that a headless machine lacks is of no use.
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    for name, (files, width, height) in TERMINALS.items():
        shoot(terminal(files), width, height, PICTURES / f"{name}.png")
    pages.take(PICTURES)


if __name__ == "__main__":
    main()
