"""The words of every section, written beside its text once, so that no index ever has to segment."""

from __future__ import annotations

from django.db import connection

from archive import words
from archive.models import Section

# Section by section through the models would take longer than finding the words.
_WRITE = f"UPDATE {Section._meta.db_table} SET tokens = %s, segmenter = %s WHERE id = %s"  # noqa: S608 - our own table


def write_tokens(report_id: int) -> None:
    """For the sections of a report that have no words yet, or those of another version."""
    version = words.segmenter_version()
    sections = Section.objects.filter(revision__report=report_id).exclude(segmenter=version).order_by()
    texts = sections.values_list("pk", "heading", "text")
    rows = [(section_tokens(heading, text), version, key) for key, heading, text in texts]
    with connection.cursor() as cursor:
        cursor.executemany(_WRITE, rows)


def section_tokens(heading: str, text: str) -> str:
    """Words of the heading on the first line, words of the text on the second, blanks between them."""
    return "\n".join(" ".join(words.words(part)) for part in (heading, text))
