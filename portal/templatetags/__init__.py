"""Small words that templates lack."""
