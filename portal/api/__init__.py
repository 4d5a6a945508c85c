"""The interface for programs: what the pages show, as JSON and CSV, at addresses that stay."""
