"""Where archive staff work: upload, watch, review, correct, publish; and the log of all of it."""
