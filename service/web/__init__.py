"""What all routes share: who asks, one form of errors, pages of lists, edits and repeats."""
