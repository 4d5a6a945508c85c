"""Names that the workers and whoever asks for a file agree upon."""

from __future__ import annotations

DATASETS = "datasets"

PREPARE = "portal.datasets.tasks.prepare"
