"""`python -m bench.drift`: ten thousand mutated pages; with `--end-to-end`, some 900 whole runs in a browser."""

from __future__ import annotations

import sys

from bench.drift import end_to_end
from bench.drift.mutated import command


def main() -> int:
    """Run what the command line asks for; 1 if anything was wrong."""
    words = sys.argv[1:]
    if "--end-to-end" in words:
        return end_to_end.main([word for word in words if word != "--end-to-end"])
    return command.main(words)


if __name__ == "__main__":
    raise SystemExit(main())
