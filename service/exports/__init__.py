"""Rows to files: for other systems, for spreadsheets and for paper."""
