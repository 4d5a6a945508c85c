"""Which way of reading this is: raised with every change by which a file could be read otherwise."""

PARSER_VERSION = "1"
