"""Accounts: the accounts file, references to secrets, sessions from elsewhere, and the vault for what is kept."""

from __future__ import annotations

from untrain.accounts.from_browser import session_from_browser
from untrain.accounts.from_file import session_from_file
from untrain.accounts.read import COLUMNS, read_accounts, read_as_written
from untrain.accounts.reference import resolved
from untrain.accounts.vault import Unreadable, Vault

__all__ = [
    "COLUMNS",
    "Unreadable",
    "Vault",
    "read_accounts",
    "read_as_written",
    "resolved",
    "session_from_browser",
    "session_from_file",
]
