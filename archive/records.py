"""Frozen dataclasses as cheap to make as plain ones: mypy keeps them from change, the interpreter does not.

Only for what a report is made of by the thousand; ``frozen=True`` at run time makes each of them four times as dear.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["record"]
