"""Runs of the evaluation: started, watched, read and compared, by files alone."""
