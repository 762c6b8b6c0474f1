"""`python -m service`: the same as `schakel`."""

from service.cli import main

main()
