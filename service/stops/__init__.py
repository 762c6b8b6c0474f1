"""The stop switch: while it is on, nothing is recommended, and the rest goes on."""
