"""Names that the index's writer and whoever hands work to it agree upon."""

from __future__ import annotations

# The writer's own, so that no file being read keeps a published report out of the index.
INDEX = "index"

WRITE_CHANGES = "search.tasks.write_changes"
REBUILD = "search.tasks.rebuild"
RECONCILE = "search.tasks.reconcile"
