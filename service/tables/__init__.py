"""Tables in and out: CSV, XLSX and JSON Lines to records; tables to CSV, XLSX and PDF."""
