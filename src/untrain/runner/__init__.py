"""The runner: order, patience and concurrency; the one place where errors become outcomes."""

from untrain.runner.options import RunOptions

__all__ = ["RunOptions"]
