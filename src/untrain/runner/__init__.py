"""The runner: order, patience and concurrency; the one place where errors become outcomes."""

from untrain.runner.options import Handoff, RunOptions
from untrain.runner.pool import run_jobs

__all__ = ["Handoff", "RunOptions", "run_jobs"]
