"""Speed, side by side with other libraries in one run; never part of the tests."""
