"""Words and characters of a text, the same for whoever writes them down (ingest) and looks for them (search)."""

from archive.words.normalising import Normalised, normalise
from archive.words.segmenting import Word, cut, parts, prepare, segmenter_version, words

__all__ = ["Normalised", "Word", "cut", "normalise", "parts", "prepare", "segmenter_version", "words"]
