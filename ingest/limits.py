"""Every limit on what is accepted, in one place, each with the reason for its size."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

# The largest report met is a scan of 40 MB; anything above this is not a report.
MAX_BYTES = 64 * MEGABYTE

# Reports have 3 to 40 pages; yearbooks bound with a report stay below 400.
MAX_PAGES = 500

# A page takes tesseract 2 to 10 seconds; a scanned report of more pages is a book.
MAX_RECOGNISED_PAGES = 60

# A page that takes longer holds no text that could be read.
RECOGNITION_SECONDS_PER_PAGE = 60

# A report of this many lines or paragraphs does not exist; each one costs half a kilobyte of memory.
MAX_BLOCKS = 100_000

# The statutory tables have 200 cells, an annex of a large city a few thousand.
MAX_TABLE_CELLS = 50_000

# The widest statutory table has 15 columns; every column that a cell spans costs time.
MAX_TABLE_COLUMNS = 200

# An element costs up to 200 bytes as a tree: this many stay well below 100 MB.
MAX_ELEMENTS = 300_000

# Attributes cost as much as elements.
MAX_ATTRIBUTES = 300_000

# Reading an element takes the square of its attributes; 20 are many.
MAX_ELEMENT_ATTRIBUTES = 2_000

# A web page with its pictures inside; the largest without them has 1 MB.
MAX_PAGE_BYTES = 16 * MEGABYTE

# Layout tables of old sites nest to about 12.  Deeper is damage or malice.
MAX_TABLE_DEPTH = 40

# A DOCX has 10 to 30 parts, with many pictures some hundreds.
MAX_ZIP_ENTRIES = 2_000

# The directory of a package: 2,000 entries take 200 kB; it is read into memory before any of them.
MAX_ZIP_DIRECTORY_BYTES = 1 * MEGABYTE

# Unpacked, everything in a DOCX or ODT with pictures together.
MAX_UNPACKED_BYTES = 256 * MEGABYTE

# One XML part of a DOCX; a report's is below 2 MB.
MAX_XML_BYTES = 24 * MEGABYTE

# LibreOffice takes 2 to 8 seconds for a report.
OFFICE_SECONDS = 60

# What a conversion may write: pictures unpacked and packed again.
MAX_CONVERTED_BYTES = 96 * MEGABYTE

# Address space for LibreOffice; a report takes 210 MB of memory and less than 768 MB of address space.
OFFICE_ADDRESS_BYTES = 1024 * MEGABYTE

# Bytes that may be undecodable, of a thousand characters, before a text counts as damaged.
MAX_UNDECODABLE_PER_MILLE = 1

# Seconds of work on one PDF: 500 pages take 4, of the slowest kind 15.
PDF_SECONDS = 15

# Memory of the process that opens PDFs: 40 MB and what a file needs, a scanned page up to 100 MB.
PDF_ADDRESS_BYTES = 384 * MEGABYTE

# A full page has 1,500 characters, a page of the smallest print 10,000.
MAX_PAGE_CHARACTERS = 50_000

# Four hundred full pages have 600,000 characters; the same holds for text, web pages and documents.
MAX_CHARACTERS = 1_000_000

# Lines, pictures and pieces of text on a page; the fullest table draws 2,000.
MAX_PAGE_OBJECTS = 50_000

# Ruled lines in a whole file; a report has some hundreds.
MAX_RULINGS = 100_000

# A page painted for recognition: A3 at 300 dots an inch has 17.4 million.
MAX_PICTURE_DOTS = 20_000_000

# Reports packed together: a county's offices of ten years.
MAX_COLLECTION_ENTRIES = 5_000

# Such a package unpacked; each file in it is held to MAX_BYTES besides.
MAX_COLLECTION_UNPACKED_BYTES = 4096 * MEGABYTE

# Pages of old sites pack to a thirtieth; what packs tighter than this is made of nothing.
MAX_COLLECTION_RATIO = 200

# The directory of such a package, at up to 400 bytes an entry.
MAX_COLLECTION_DIRECTORY_BYTES = 2 * MEGABYTE

# Address space of the process that reads a file, libraries and dictionary included.
MAX_TASK_BYTES = 2048 * MEGABYTE

# How often a file may bring its reader down before it is set aside.
MAX_ATTEMPTS = 3
