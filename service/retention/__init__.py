"""What is kept no longer than it may: what is due, and erasing it."""
