"""The terms: each document with its last look, what changed, and one change with the differences marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from untrain.app.terms import documents as known_documents
from untrain.model.terms import Change, Comparison, Finding, Look, Subject
from untrain.report.terms import FINDINGS
from untrain.report.words import Tone
from untrain.terms.compare import compare
from untrain.web.draw import draw
from untrain.web.listing import part_of
from untrain.web.looks import said
from untrain.web.marks import Piece, pieces
from untrain.web.office import Office, office_of

_SIZE: Final = 25
_CHANGES: Final = 15
_CHANGED: Final = (Finding.SUBSTANTIVE, Finding.CHANGED)
SUBJECTS: Final = {
    Subject.AI: said("AI"),
    Subject.TRAINING: said("training"),
    Subject.DATA_USE: said("data use"),
    Subject.OPT_OUT: said("opting out"),
    Subject.THIRD_PARTIES: said("third parties"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A sentence as it was and as it is, in pieces, and what it is about."""

    before: Sequence[Piece]
    after: Sequence[Piece]
    about: Sequence[str]


def documents(request: Request) -> Response:
    """The page of all documents."""
    office = office_of(request)
    terms = office.desk.store.terms(practice=office.practice)
    looks = terms.newest_looks()
    wanted = request.query_params.get("platform") or None
    theirs = office.roster.platforms()
    every = [
        one
        for one in known_documents(office.desk.flows)
        if wanted in one.platforms or (wanted is None and (one.address in looks or theirs & {*one.platforms}))
    ]
    addresses = {one.address for one in every}
    changes = [one for one in reversed(terms.looks(findings=_CHANGED)) if wanted is None or one.address in addresses]
    part = part_of(request, len(every), _SIZE)
    changed = part_of(request, len(changes), _CHANGES, "changes")
    slugs = sorted({slug for one in known_documents(office.desk.flows) for slug in one.platforms})
    return draw(
        request,
        "terms",
        documents=[(one, looks.get(one.address), tone_of(looks.get(one.address))) for one in part.of(every)],
        part=part,
        changes=[(one, _titles(office, one.address), tone_of(one)) for one in changed.of(changes)],
        changed=changed,
        findings=FINDINGS,
        platform=wanted,
        platforms=[(slug, office.desk.flows[slug].title) for slug in slugs],
        titles={slug: flow.title for slug, flow in office.desk.flows.items()},
    )


def change(request: Request) -> Response:
    """The page of one change."""
    office = office_of(request)
    terms = office.desk.store.terms(practice=office.practice)
    given = request.query_params.get("look", "")
    look = next((one for one in terms.looks(findings=_CHANGED) if str(one.id) == given), None)
    after = terms.text(look.text) if look is not None and look.text is not None else None
    before = terms.text_before(after) if after is not None else None
    if look is None or after is None or before is None:
        return draw(request, "missing", status=HTTPStatus.NOT_FOUND)
    comparison = _compared(before.paragraphs, after.paragraphs)
    return draw(
        request,
        "change",
        look=look,
        titles=_titles(office, look.address),
        tone=tone_of(look),
        findings=FINDINGS,
        before=before,
        after=after,
        marked=[_marked(one) for one in comparison.marked],
        others=[_marked(one) for one in comparison.changes if not one.subjects],
    )


def tone_of(look: Look | None) -> Tone:
    """How a look at a document is shown."""
    if look is None or look.finding in (Finding.UNCHANGED, Finding.NOISE, Finding.FIRST, Finding.CHANGED):
        return Tone.CALM
    return Tone.YOURS if look.finding.drifted else Tone.BAD


@lru_cache(maxsize=8)
def _compared(before: tuple[str, ...], after: tuple[str, ...]) -> Comparison:
    return compare(before, after)


def _marked(one: Change) -> Marked:
    if one.before is not None and one.after is not None:
        before, after = pieces(one.before, one.after)
    else:
        before = [Piece(text=one.before, differs=True)] if one.before else []
        after = [Piece(text=one.after, differs=True)] if one.after else []
    return Marked(before=before, after=after, about=[SUBJECTS[subject] for subject in one.subjects])


def _titles(office: Office, place: str) -> str:
    flows = office.desk.flows.values()
    found = [flow.title for flow in flows if any(place == one.partition("#")[0] for one in flow.terms)]
    return ", ".join(found) or place
