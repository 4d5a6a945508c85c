"""Layouts of the statutory forms, made from the forms themselves: what the parser is held to."""
