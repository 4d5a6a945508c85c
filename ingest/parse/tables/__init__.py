"""From a document's tables, in whatever layout, to the cells of the form and other indicators."""

from ingest.parse.tables.indicators import Indicator
from ingest.parse.tables.reading import FormTables, read_tables
from ingest.parse.tables.unroll import unroll

__all__ = ["FormTables", "Indicator", "read_tables", "unroll"]
