"""The reader's language: what is typed becomes a tree, with a kind sentence for whatever could not be taken."""

from search.query.parsing import parse
from search.query.tree import Node, Parsed, text_of

__all__ = ["Node", "Parsed", "parse", "text_of"]
