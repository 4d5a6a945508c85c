"""Whoosh stores, arrays search."""

from search.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
