"""Accounts: the accounts file, references to secrets, and the vault for what is kept of them."""

from __future__ import annotations

from untrain.accounts.read import COLUMNS, read_accounts, read_as_written
from untrain.accounts.reference import resolved
from untrain.accounts.vault import Unreadable, Vault

__all__ = ["COLUMNS", "Unreadable", "Vault", "read_accounts", "read_as_written", "resolved"]
