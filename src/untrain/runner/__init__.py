"""The runner: order, patience and concurrency; the one place where errors become outcomes."""

from untrain.runner.options import RunOptions
from untrain.runner.pool import run_jobs

__all__ = ["RunOptions", "run_jobs"]
