"""Files to rows: all of a file or nothing, and the same file again changes nothing."""
