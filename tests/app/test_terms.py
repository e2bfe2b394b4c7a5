from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.terms.pairs import EN

from untrain.app.terms import Reading, documents, due, read_archive
from untrain.flowbook import load_flows
from untrain.model.errors import InputError
from untrain.model.history import NewsKind
from untrain.model.terms import Document, Finding, Look
from untrain.store import Store
from untrain.terms.fetch import Fetched
from untrain.terms.trouble import Trouble

NOW = datetime(2026, 11, 22, 16, 45, tzinfo=UTC)
TERMS = Document(address="https://acme.example/terms", platforms=("acme", "acme-photos"))
TRAINS = tuple(one.replace("We do not use your messages", "We use your messages") for one in EN)
REDATED = tuple(one.replace("3 March", "4 April") for one in EN)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "untrain.sqlite")
    yield store
    store.close()


def look_at(store: Store, *answers: tuple[str, ...] | Finding | None, anew: bool = False) -> list[Finding]:
    """A look at each of these answers, a day apart."""
    found = []
    for answer in answers:

        async def fetch(_document: Document, _known: Look | None, said: object = answer) -> Fetched:
            if isinstance(said, Finding):
                raise Trouble(said, "so it is")
            return Fetched(paragraphs=said, etag='"1"')  # type: ignore[arg-type]

        number = len(store.terms().looks())
        reading = Reading(store=store, fetch=fetch, clock=lambda at=NOW + timedelta(days=number): at, anew=anew)  # type: ignore[misc]
        found += [look.finding for look in asyncio.run(reading.read([TERMS]))]
    return found


def told(store: Store) -> list[tuple[str, str]]:
    return [(one.kind.value, one.platform) for one in store.history().news()]


def test_a_change_that_concerns_us_is_told_and_checked(store: Store) -> None:
    """Each platform it holds for is looked at soon, and the notice has the sentences and the link."""
    assert [Finding.FIRST, Finding.SUBSTANTIVE] == look_at(store, EN, TRAINS)

    assert [("acme", None), ("acme-photos", None)] == [(one.platform, one.account) for one in store.occasions().all()]
    news = store.history().news(kinds=[NewsKind.TERMS_CHANGED])[0]
    assert TERMS.address == news.link
    assert ("before: We do not use your messages to train AI models.",) == news.lines[:1]
    assert ("now: We use your messages to train AI models.",) == news.lines[1:2]


def test_noise_is_neither_told_nor_kept(store: Store) -> None:
    """Nobody is looked at for a new date, and the text is not kept once more."""
    assert [Finding.FIRST, Finding.NOISE, Finding.UNCHANGED] == look_at(store, EN, REDATED, None)

    assert ([], [], 1) == (told(store), store.occasions().all(), len(store.terms().texts(TERMS.address)))


def test_what_can_t_be_had_is_neither_changed_nor_unchanged(store: Store) -> None:
    """It is told once, it replaces no text, and the change that lay behind it is seen afterwards."""
    found = look_at(store, EN, Finding.BOT_CHECK, Finding.BOT_CHECK, EN[:3], TRAINS)

    assert [Finding.FIRST, Finding.BOT_CHECK, Finding.BOT_CHECK, Finding.LOST_TEXT, Finding.SUBSTANTIVE] == found
    both = ("acme", "acme-photos")
    assert [*(("terms_unclear", one) for one in both), *(("terms_changed", one) for one in both)] == told(store)


def test_no_answer_is_told_when_it_lasts(store: Store) -> None:
    """One or two looks without an answer are weather."""
    look_at(store, EN, Finding.UNREACHABLE, Finding.UNREACHABLE)
    assert [] == told(store)

    look_at(store, Finding.UNREACHABLE, Finding.UNREACHABLE)
    assert [("terms_unclear", "acme"), ("terms_unclear", "acme-photos")] == told(store)


def test_a_shorter_text_is_taken_when_the_person_says_so(store: Store) -> None:
    """What was lost text to us may be what the platform says now."""
    look_at(store, EN)

    assert [Finding.SUBSTANTIVE] == look_at(store, EN[:3], anew=True)


def test_each_document_is_looked_at_once_a_day() -> None:
    """Also where the clock was ahead at the last look."""

    def last(hours: float) -> dict[str, Look]:
        at = NOW - timedelta(hours=hours)
        return {TERMS.address: Look(address=TERMS.address, at=at, finding=Finding.FIRST)}

    assert [[TERMS], [], [TERMS], [TERMS]] == [
        due([TERMS], looks, NOW) for looks in ({}, last(23), last(24), last(-99))
    ]


def test_a_document_of_several_platforms_is_fetched_once() -> None:
    """It is the same page."""
    found = documents(load_flows())
    addresses = [one.address for one in found]

    assert len(set(addresses)) == len(addresses)
    assert any({"facebook", "instagram"} <= {*one.platforms} for one in found)


# ------------------------------------------------------------- archives


def git(folder: Path, *words: str, at: datetime = NOW) -> None:
    name = ["-c", "user.name=Ada", "-c", "user.email=ada@mail.example", "-c", "commit.gpgsign=false"]
    dates = {"GIT_AUTHOR_DATE": at.isoformat(), "GIT_COMMITTER_DATE": at.isoformat(), "PATH": "/usr/bin:/bin"}
    subprocess.run(["git", *name, *words], cwd=folder, env=dates, check=True, capture_output=True)


def record(folder: Path, text: tuple[str, ...], subject: str, at: datetime) -> None:
    file = folder / "LinkedIn" / "Privacy Policy.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n\n".join(text))
    git(folder, "add", "-A")
    git(folder, "commit", "-m", f"{subject} LinkedIn Privacy Policy", at=at)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "versions"
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "remote", "add", "origin", "https://github.com/OpenTermsArchive/pga-versions.git")
    record(folder, EN[:4], "First record of", NOW - timedelta(days=900))
    record(folder, EN, "Record new changes of", NOW - timedelta(days=500))
    record(folder, REDATED, "Record new changes of", NOW - timedelta(days=20))
    return folder


def read(store: Store, folder: Path, now: datetime = NOW) -> list[Finding]:
    flows = [load_flows()["linkedin"]]
    return [look.finding for look in asyncio.run(read_archive(store, folder, flows, now=now))]


def test_a_clone_is_read_version_by_version(store: Store, clone: Path) -> None:
    """The first time it is history; what comes later is told, with the commit, and checked."""
    assert [Finding.FIRST, Finding.NOISE] == read(store, clone)
    assert ([], []) == (told(store), store.occasions().all())

    record(clone, EN, "Apply technical or declaration upgrade on", NOW + timedelta(days=1))
    record(clone, TRAINS, "Record new changes of", NOW + timedelta(days=2))
    assert [Finding.NOISE, Finding.SUBSTANTIVE] == read(store, clone, NOW + timedelta(days=3))
    assert [] == read(store, clone, NOW + timedelta(days=3))
    (news,) = store.history().news()
    assert (news.link or "").startswith("https://github.com/OpenTermsArchive/pga-versions/commit/")
    assert [("linkedin", NOW + timedelta(days=3))] == [(one.platform, one.at) for one in store.occasions().all()]


def test_a_dataset_is_read_file_by_file(store: Store, tmp_path: Path) -> None:
    """As it is unpacked."""
    folder = tmp_path / "dataset"
    documents = folder / "LinkedIn" / "Terms of Service"
    documents.mkdir(parents=True)
    (documents / "2026-06-01T11-27-00Z.md").write_text("\n\n".join(EN))
    (documents / "2026-09-01T11-27-00Z.md").write_text("\n\n".join(TRAINS))

    assert [Finding.FIRST, Finding.SUBSTANTIVE] == read(store, folder)


def test_a_folder_that_is_no_archive_is_said_so(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is a clone without git to read it."""
    with pytest.raises(InputError, match="neither a clone nor a dataset"):
        read(store, tmp_path)
    with pytest.raises(InputError, match="there is no such folder"):
        read(store, tmp_path / "nowhere")
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="git, which is not installed"):
        read(store, tmp_path)
