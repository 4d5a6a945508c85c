"""``make bench``: how fast the house reads, and with how much memory, beside just opening the same files."""
