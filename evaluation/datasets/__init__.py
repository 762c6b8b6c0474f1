"""Datasets: one module a form of files, each with `load(path)` to a frozen dataset."""
