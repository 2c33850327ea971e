"""`python -m condcli`."""

from condcli.cli import main

if __name__ == "__main__":
    main()
