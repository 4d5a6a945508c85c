"""Parts of the reader of DOCX documents."""
