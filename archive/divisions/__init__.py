"""The administrative divisions of 2023: names, codes, and which of them a name can mean."""

from archive.divisions.match import COUNTRY, Candidate, Certainty, DivisionMatch, Level, level_of
from archive.divisions.names import BORNE_BY_OTHERS, TOWNSHIP_SUFFIXES, township_stem
from archive.divisions.path import PathReading, read_path
from archive.divisions.pinyin import label_of
from archive.divisions.table import (
    CITY_DIGITS,
    COUNTY_DIGITS,
    DivisionTable,
    Township,
    is_zone,
    table,
    townships_of_stem,
    townships_under,
)

__all__ = [
    "BORNE_BY_OTHERS",
    "CITY_DIGITS",
    "COUNTRY",
    "COUNTY_DIGITS",
    "TOWNSHIP_SUFFIXES",
    "Candidate",
    "Certainty",
    "DivisionMatch",
    "DivisionTable",
    "Level",
    "PathReading",
    "Township",
    "is_zone",
    "label_of",
    "level_of",
    "read_path",
    "table",
    "township_stem",
    "townships_of_stem",
    "townships_under",
]
