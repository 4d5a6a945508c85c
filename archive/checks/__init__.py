"""Checks: what does not add up in a report, told so that a citizen understands it."""

from archive.checks.claims import Bound, Claim, CountClaim, PartsClaim, ShareClaim
from archive.checks.prose import check_prose
from archive.checks.sums import check_sums

__all__ = ["Bound", "Claim", "CountClaim", "PartsClaim", "ShareClaim", "check_prose", "check_sums"]
