"""Numbers for researchers: tables of what the search finds, as files."""
