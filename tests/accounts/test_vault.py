"""What is kept can be read by its owner alone."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.accounts.conftest import OwnKeyring

from untrain.accounts import Unreadable, Vault
from untrain.model.errors import InputError


def test_what_was_sealed_opens_again_in_another_run(tmp_path: Path) -> None:
    """The key outlives the process."""
    sealed = Vault.open(tmp_path, keyring=False).seal(b"cookies")

    assert b"cookies" not in sealed
    assert b"cookies" == Vault.open(tmp_path, keyring=False).unseal(sealed)


def test_the_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """In a folder that is, too, and without a draft beside it."""
    home = tmp_path / "home"
    vault = Vault.open(home, keyring=False)

    assert 0o600 == stat.S_IMODE((home / "key").stat().st_mode)
    assert 0o700 == stat.S_IMODE(home.stat().st_mode)
    assert {"key", "key.lock"} >= {file.name for file in home.iterdir()}
    assert str(home / "key") in vault.describe()


def test_the_key_is_never_printed(tmp_path: Path) -> None:
    """Neither the vault nor its description shows it."""
    vault = Vault.open(tmp_path, keyring=False)
    key = (tmp_path / "key").read_text()

    assert key not in repr(vault) + vault.describe()
    assert "Fernet" not in repr(vault)


def test_a_keyring_holds_the_key_where_there_is_one(tmp_path: Path, own_keyring: OwnKeyring) -> None:
    """Then no key lies on the disk, and each home has its own."""
    sealed = Vault.open(tmp_path / "a").seal(b"cookies")

    assert b"cookies" == Vault.open(tmp_path / "a").unseal(sealed)
    assert not (tmp_path / "a" / "key").exists()
    assert [("untrain", str(tmp_path / "a"))] == list(own_keyring.entries)
    with pytest.raises(Unreadable):
        Vault.open(tmp_path / "b").unseal(sealed)


def test_a_key_file_that_is_there_is_used_before_the_keyring(tmp_path: Path, own_keyring: OwnKeyring) -> None:
    """What was sealed before a keyring came up stays readable."""
    sealed = Vault.open(tmp_path, keyring=False).seal(b"cookies")

    assert b"cookies" == Vault.open(tmp_path).unseal(sealed)
    assert {} == own_keyring.entries


def test_another_key_and_damage_are_told(tmp_path: Path) -> None:
    """The caller can treat such a session as none."""
    vault = Vault.open(tmp_path / "a", keyring=False)
    for sealed in (Vault.open(tmp_path / "b", keyring=False).seal(b"cookies"), vault.seal(b"cookies")[:-5], b"", b"x"):
        with pytest.raises(Unreadable):
            vault.unseal(sealed)


@pytest.mark.parametrize("content", [b"", b"not a key", b"\xff\xfe", b"a" * 44])
def test_a_key_file_without_a_key_is_refused(tmp_path: Path, content: bytes) -> None:
    """A damaged key is not replaced in silence: what it sealed would be lost."""
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(InputError, match="holds no key of ours"):
        Vault.open(tmp_path, keyring=False)


def test_a_home_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    """The sentence names it."""
    (tmp_path / "home").write_text("")
    with pytest.raises(InputError, match="its key cannot be used"):
        Vault.open(tmp_path / "home", keyring=False)


def test_runs_that_begin_at_once_agree_on_one_key(tmp_path: Path) -> None:
    """Nobody's session is sealed with a key that was overwritten."""
    with ThreadPoolExecutor(8) as pool:
        vaults = list(pool.map(lambda _: Vault.open(tmp_path, keyring=False), range(8)))

    assert {b"cookies"} == {vaults[0].unseal(vault.seal(b"cookies")) for vault in vaults}
