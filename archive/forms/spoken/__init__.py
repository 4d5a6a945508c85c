"""How the prose of reports names what the forms count: words on one side, sums of cells on the other.

Words are regular expressions without groups.  A reading is a sum of cells, "a + b" or "a - b"; a star stands for
every row of a group.  Prose agrees with the table when any of a count's readings does, so a reading more means a
finding less: each stands for something that offices write in good faith.
"""

from __future__ import annotations

from archive.forms.spoken.counts import Count
from archive.forms.spoken.documents import DECISION_COUNTS, DOCUMENT_COUNTS, FEES, LISTED, PUBLISHED
from archive.forms.spoken.remedies import REMEDIES, RESULTS_OF_REMEDIES
from archive.forms.spoken.requests import APPLICANT_COUNTS, FLOWS, OUTCOMES

# Counts that stand in prose with words of their own; the others take theirs from a group and an aspect.
WORDED = (*FLOWS, *OUTCOMES, *APPLICANT_COUNTS, *REMEDIES, FEES, LISTED, PUBLISHED)
COUNTS: dict[str, Count] = {
    count.code: count for count in (*WORDED, *RESULTS_OF_REMEDIES, *DOCUMENT_COUNTS, *DECISION_COUNTS)
}
