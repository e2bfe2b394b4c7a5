"""The settings: `UNTRAIN_…` variables, also read from `.env` in the current folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Final, Literal

from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError

from untrain.model.errors import InputError
from untrain.model.notice import Tier
from untrain.model.result import Evidence

PREFIX: Final = "UNTRAIN_"
POLITE_PACE: Final = 2.0
_ONE_JOB: Final = 700 * 1024**2  # what one context of a heavy page takes at its peak

Level = Annotated[Literal["TRACE", "DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)]
Folder = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]


def fitting_concurrency() -> int:
    """How many jobs this machine does well side by side: by its cores and memory, at least 1, at most 4."""
    cores = os.cpu_count() or 1
    return max(1, min(4, cores * 2, _memory() // _ONE_JOB))


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not every system says
        return 4 * 1024**3


class Settings(BaseSettings):
    """Everything that can be set once for all runs; an option on the command line comes before it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    home: Folder = Field(default_factory=lambda: user_data_path("untrain", appauthor=False))
    accounts: Folder | None = None
    flows: Folder | None = None
    browser: Folder | None = None
    store: str | None = Field(default=None, repr=False)  # an address may carry a password
    concurrency: int = Field(default_factory=fitting_concurrency, ge=1, le=32)
    timeout: float = Field(default=90.0, gt=0, le=3600)
    evidence: Evidence = Evidence.FULL
    pace: float = Field(default=POLITE_PACE, ge=0, le=3600)
    reason: str | None = None
    watch_every: float = Field(default=30.0, ge=1, le=365)
    watch_spacing: float = Field(default=24.0, gt=0, le=24 * 365)
    notify: str | None = Field(default=None, repr=False)  # addresses carry passwords
    notices: Tier = Tier.CHANGES
    handoff_seconds: float = Field(default=600.0, gt=0, le=24 * 3600)
    terms_archive: Folder | None = None
    log_level: Level = "WARNING"


def load_settings(folder: Path) -> Settings:
    """The settings, from the environment and from `.env` in `folder`. Raises InputError naming the bad one."""
    file = folder / ".env"
    _refuse_misspelt(file)
    make: Callable[..., Settings] = Settings
    try:
        return make(_env_file=file, _env_file_encoding="utf-8")
    except ValidationError as error:
        raise _named(error.errors()[0]) from None
    except SettingsError as error:
        raise InputError("settings", "one of the UNTRAIN_… variables can't be read", "see .env.example") from error


def variable(name: str) -> str:
    """The environment variable of the setting with this field name."""
    return PREFIX + name.upper()


def _refuse_misspelt(file: Path) -> None:
    """A misspelt setting would silently not hold; names that resemble none of ours are somebody else's business."""
    known = [variable(name) for name in Settings.model_fields]
    for name in (*os.environ, *_names(file)):
        if name.startswith(PREFIX) and name not in known:
            for nearest in get_close_matches(name, known, n=1, cutoff=0.85):
                raise InputError(name, "there is no such setting", f"did you mean {nearest}?")


def _names(file: Path) -> list[str]:
    from dotenv import dotenv_values

    try:
        return list(dotenv_values(file)) if file.is_file() else []
    except (UnicodeDecodeError, OSError) as error:
        raise InputError(str(file), "can't be read as UTF-8 text", "save it as UTF-8, or remove it") from error


def _named(problem: ErrorDetails) -> InputError:
    name = variable(str(problem["loc"][0]))
    told = problem["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    return InputError(name, f"its value should be {told}", "see .env.example for what it takes")
