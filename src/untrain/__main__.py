"""`python -m untrain` is the command `untrain`."""

from __future__ import annotations

from untrain.cli import main

if __name__ == "__main__":
    main()
