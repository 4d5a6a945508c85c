"""Releases: numbered editions of everything that is published, kept for ever and citable."""
