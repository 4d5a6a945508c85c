"""The statutory forms.  Each lives in one file; adding a form is adding a file ``form_<year>.py``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from archive.forms.schema import CellSpec, Form

FORMS: dict[str, Form] = {
    form.code: form
    for form in (
        import_module(f"{__name__}.{path.stem}").FORM for path in sorted(Path(__file__).parent.glob("form_*.py"))
    )
}
NEWEST = max(FORMS.values(), key=lambda form: form.first_year)


@cache
def all_cells() -> dict[str, CellSpec]:
    """Every cell of every form and layout, newest form first: the columns of what is counted."""
    forms = sorted(FORMS.values(), key=lambda form: -form.first_year)
    layouts = [layout for form in forms for layout in (form, form.alternate) if layout is not None]
    cells: dict[str, CellSpec] = {}
    for layout in layouts:
        cells |= {code: spec for code, spec in layout.cells.items() if code not in cells}
    return cells
