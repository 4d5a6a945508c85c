"""Names that the workers and whoever hands work to them agree upon."""

from __future__ import annotations

INTAKE = "intake"

CARRY_ON = "ingest.tasks.carry_on"
SWEEP = "ingest.tasks.sweep"

SWEEP_SECONDS = 20
