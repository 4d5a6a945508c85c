"""Engines: each stands behind the one interface of ``base``."""
