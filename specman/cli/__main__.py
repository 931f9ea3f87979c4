"""`python -m specman.cli`."""

from specman.cli.main import main

main()
