"""What services say of fields and lines, as pages say it."""
