"""A made-up platform, for the engine's tests: its flow, its control, and pages as the browser tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from textwrap import dedent

from untrain.engine.facts import Facts
from untrain.engine.locate import Found, NotFound, Surroundings, locate
from untrain.engine.see import Tree, parse
from untrain.model.account import Account
from untrain.model.flow import Control, Flow, Kind, OnMeans, Phrase, SignIn
from untrain.model.secret import Secret

URL = "https://www.acme.example/settings/ai"
LABEL = "Use my data for training content creation AI models"
NEIGHBOUR = "Use my data for AI-powered writing suggestions"


def phrases(*texts: str, language: str = "en") -> tuple[Phrase, ...]:
    return tuple(Phrase(text=text, language=language) for text in texts)


TRAINING = Control(
    id="training",
    kind=Kind.SWITCH,
    title="Data for Generative AI Improvement",
    url=URL,
    keys=("[data-testid=training]",),
    headings=phrases("Data for Generative AI Improvement"),
    labels=(*phrases(LABEL), *phrases("Ihre Daten zum Schulen von KI-Modellen verwenden", language="de")),
    neighbours=phrases(NEIGHBOUR),
)
EXCLUDING = replace(TRAINING, on_means=OnMeans.EXCLUDE, labels=phrases("Exclude my data from AI training"))
CHOICE = replace(
    TRAINING,
    id="choice",
    kind=Kind.CHOICE,
    labels=phrases("AI training on my content"),
    out_options=phrases("Keep my content private"),
    in_options=phrases("Share with us"),
)

ACME = Flow(
    slug="acme",
    title="Acme",
    version="2026-11-22",
    facts=date(2026, 11, 22),
    hosts=("www.acme.example", "acme.example"),
    controls=(TRAINING,),
    sign_in=SignIn(
        url="https://www.acme.example/login",
        cookies=("sid",),
        signed_out=("/login",),
        challenges=("/checkpoint/",),
    ),
)

ADA = Account(name="ada", platform="acme", username="ada@mail.example", password=Secret("correct-horse-battery"))


def tree(snapshot: str) -> Tree:
    return parse(dedent(snapshot))


def look(
    page: str | Tree,
    control: Control = TRAINING,
    *,
    at_address: bool = True,
    keyed: frozenset[str] = frozenset(),
    facts: Mapping[str, Facts] | None = None,
    spoken: tuple[str, ...] = ("en",),
) -> Found | NotFound:
    """What is located on a page, with the facts of its elements as far as they are given."""
    seen = tree(page) if isinstance(page, str) else page
    around = Surroundings(at_address=at_address, spoken=spoken, keyed=keyed)
    return locate(seen, control, around, facts or {})


def found(result: Found | NotFound) -> Found:
    assert isinstance(result, Found), result
    return result


def refused(result: Found | NotFound) -> NotFound:
    assert isinstance(result, NotFound), result
    return result
