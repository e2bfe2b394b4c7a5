"""From a control that a person has pointed at to the beginning of a flow: what may stand in it, and where it goes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from untrain.app.flows import own_flows
from untrain.engine.pointing import Pointed, in_options
from untrain.engine.practice_page import practice_page
from untrain.engine.redaction import is_public, public_texts
from untrain.flowbook import builtin_folder
from untrain.flowbook.skeleton import Answers
from untrain.model.errors import InputError
from untrain.model.flow import OnMeans
from untrain.settings import Settings

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_NEIGHBOURS: Final = 3
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9@]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """Something read off a person's page that is to stand in a flow, under this key of it."""

    key: str
    text: str

    @property
    def plainly_public(self) -> bool:
        """Whether it is made of known words alone; a heading or an address might else name the person."""
        return not self._told or is_public(" ".join(_HUMP.split(self._told)))

    @property
    def _told(self) -> str:
        """What of it could tell something of a person: of an address not the host, which is the platform's own."""
        if self.key == "url":
            parts = urlsplit(self.text)
            return f"{parts.path.strip('/')} {parts.fragment}".strip()
        return self.text.partition("=")[2] if self.key == "keys" else self.text


def must_be_new(slug: str, folder: Path, settings: Settings) -> None:
    """Raise InputError where a flow of that slug can't be begun, or is there already."""
    must_be_named(slug)
    for flows in (folder, *own_flows(settings), builtin_folder()):
        if (flows / slug).exists():
            raise InputError(str(flows / slug), "it is there already", "edit its flow.toml, or choose another slug")


def must_be_named(name: str) -> None:
    """Raise InputError where this can't be the name of a platform or of a control."""
    if not _NAME.fullmatch(name):
        raise InputError(
            f"name “{name}”", "it is not in small letters, digits and dashes", "write it like “acme-social”"
        )


def secure(url: str) -> str:
    """The address, where it is one over https with nobody's name in it; raises InputError for any other."""
    try:
        parts = urlsplit(url if "//" in url else f"https://{url}")
        good = parts.scheme == "https" and "." in (parts.hostname or "") and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise InputError(f"address “{url}”", "it is not https", "give the https address of the platform")
    if parts.username is not None:
        raise InputError("address", "it has a user name in it", "leave out what stands before the @")
    return parts.geturl()


def wordings(pointed: Pointed) -> tuple[Wording, ...]:
    """What was read and is to stand in the flow, in the order of its keys."""
    found = (
        ("url", _without_query(pointed.url)),
        *(("keys", key.css) for key in pointed.keys),
        *(("headings", text) for text in pointed.headings),
        ("labels", pointed.label),
        ("out_options", pointed.out_option),
        *(("in_options", text) for text in pointed.in_options),
    )
    return tuple(Wording(key, text) for key, text in found if text)


def with_out_option(pointed: Pointed, out: str) -> Pointed:
    """The same, once the person has said which option means out."""
    return replace(pointed, out_option=out, in_options=in_options(pointed.options, out))


def completed(begun: Answers, pointed: Pointed, kept: Sequence[Wording], *, opened: str, today: date) -> Answers:
    """What a person has answered, with what they pointed at: of all that was read only what is `kept`."""

    def said(key: str) -> tuple[str, ...]:
        return tuple(wording.text for wording in kept if wording.key == key)

    def first(key: str) -> str:
        return next(iter(said(key)), "")

    neighbours = [text for text in pointed.neighbours if is_public(text)][:_MOST_NEIGHBOURS]
    answers = replace(
        begun,
        source=begun.source or f"the page itself, looked at by a person who was signed in ({today.isoformat()})",
        kind=pointed.kind,
        control_title=begun.control_title or first("headings") or first("labels") or begun.control,
        url=first("url"),
        hosts=tuple(dict.fromkeys(filter(None, (urlsplit(url).hostname for url in (pointed.url, opened))))),
        language=pointed.language,
        on_means=pointed.on_means if pointed.on_means is OnMeans.EXCLUDE else _disputed(pointed),
        keys=said("keys"),
        headings=said("headings"),
        label=first("labels"),
        out_option=first("out_options"),
        in_options=said("in_options"),
        neighbours=(*begun.neighbours, *neighbours),
    )
    return replace(answers, unconfirmed=_unconfirmed(answers, pointed, today))


def _disputed(pointed: Pointed) -> str:
    """Of a switch whose words do not say which way it works: only a sentence beside it is believed."""
    return "" if pointed.on_means is OnMeans.USE or pointed.options else OnMeans.READ


def _unconfirmed(answers: Answers, pointed: Pointed, today: date) -> tuple[str, ...]:
    """A note for each key that was read off one page only."""
    once = f"as one person's page showed it on {today.isoformat()}"
    language = answers.language
    notes = {
        "url": answers.url and once + (", without its query" if urlsplit(pointed.url).query else ""),
        "on_means": answers.on_means == OnMeans.READ and "the words beside it do not plainly say what on means",
        "keys": answers.keys and once,
        f"headings.{language}": answers.headings and once,
        f"labels.{language}": answers.label and once,
        f"out_options.{language}": answers.out_option and once,
        f"in_options.{language}": answers.in_options and once,
        f"neighbours.{language}": answers.neighbours and once,
    }
    return tuple(f"{key}: {note}" for key, note in notes.items() if note)


def practice_pages(answers: Answers, pointed: Pointed) -> Mapping[str, str]:
    """The beginning of its practice pages, by file name: the region around the control, redacted."""
    texts = (
        answers.control_title, answers.label, answers.out_option, *answers.headings, *answers.in_options,
        *answers.neighbours,
    )  # fmt: skip
    kept = {key.css: key for key in pointed.keys}
    shown = replace(pointed, keys=tuple(kept[css] for css in answers.keys))
    return {f"{answers.control}.html": practice_page(shown, public_texts(filter(None, texts)))}


def keep_begun(folder: Path, slug: str, flow: str, pages: Mapping[str, str]) -> Path:
    """Write the flow and its practice pages, both or neither; its file. Raises InputError where that can't be."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{slug}-", dir=folder))
    try:
        draft.chmod(0o755)
        (draft / "replica").mkdir()
        (draft / "flow.toml").write_text(flow, encoding="utf-8")
        for name, page in pages.items():
            (draft / "replica" / name).write_text(page, encoding="utf-8")
        draft.rename(folder / slug)
    except OSError as error:
        raise InputError(
            str(folder / slug), f"it can't be written ({error.strerror})", "choose another slug"
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder / slug / "flow.toml"


def _without_query(url: str) -> str:
    """An address as it goes into a flow: a query may hold marks of one visit."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", parts.fragment))
