"""Recipes: short programs that answer one real question from a release, in the languages that researchers use.

The programs are files of their own, run by the tests; @-words in them stand for codes of cells.
"""
