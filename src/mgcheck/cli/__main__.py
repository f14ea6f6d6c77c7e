"""`python -m mgcheck.cli`: the same as the command."""

from mgcheck.cli import main

if __name__ == "__main__":
    main()
