"""Parts of the reader of web pages."""
