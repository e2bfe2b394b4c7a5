"""A page in the making: each kind of drift adds its steps to it, and what it means for the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from bench.drift.mutated.bases import Base
from bench.drift.mutated.case import Case, Expected, Truth
from bench.drift.mutated.words import TONGUES
from bench.drift.mutated.words.tongue import Tongue


@dataclass(kw_only=True)
class Plan:
    """What will be done to one base, in the order of the numbers in `steps`."""

    base: Base
    chance: Random
    lang: str = "en"
    use: str = "on"
    inverted: bool = False
    text: str = ""  # other words of the control
    pieces: tuple[str, ...] = ()
    widget: dict[str, Any] | None = None
    steps: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    title: bool = True  # whether a heading still says what this is about
    moved: bool = False
    apart: bool = False  # whether the words no longer belong to the control
    unlabelled: bool = False
    alone: bool = True  # whether no other setting was put on the page
    gone: bool = False
    unreadable: bool = False
    disabled: bool = False
    hidden: bool = False
    doubtful: bool = False

    @property
    def tongue(self) -> Tongue:
        """The words of the page's language."""
        return TONGUES[self.lang]

    @property
    def stated(self) -> bool:
        """Whether what the control says is so: it is shown as on."""
        return (self.use == "on") != self.inverted

    def pick(self, *options: Any) -> Any:  # noqa: ANN401 -- gives back what it was given
        """One of these."""
        return self.chance.choice(options)

    def some(self, texts: tuple[str, ...], least: int, most: int) -> list[str]:
        """A few of these texts, with the platform's name in them."""
        count = min(len(texts), self.chance.randint(least, most))
        return [self.say(one) for one in self.chance.sample(texts, count)]

    def say(self, text: str) -> str:
        """A phrase, with the platform's name in it."""
        return text.replace("{b}", self.base.brand)

    def do(self, order: int, step: str, /, **more: object) -> None:
        """Add a step."""
        self.steps.append((order, {"step": step, **more}))

    def case(self, number: int, kinds: tuple[str, ...]) -> Case:
        """The finished case."""
        self._words()
        truth = Truth(
            expected=self._expected(),
            use=self.use,
            inverted=self.inverted,
            disabled=self.disabled,
            readable=not self.unreadable,
        )
        body = self.use if self.base.choice else "on" if self.stated != self.base.inverted else "off"
        steps = tuple(step for _, step in sorted(self.steps, key=lambda one: one[0]))
        return Case(
            number=number,
            slug=self.base.slug,
            control=self.base.control,
            kinds=kinds,
            lang=self.lang,
            body=body,
            steps=steps,
            truth=truth,
        )

    def _words(self) -> None:
        if self.widget is not None:
            pairs = self.tongue.neutral_pairs if self.inverted else self.tongue.pairs
            pair = self.chance.choice(pairs)
            words = dict(self.tongue.verbs)
            spec = {"text": self.text or self.base.label, "pieces": self.pieces, "pair": pair, "words": words}
            self.do(20, "widget", **spec, on=self.stated, **self.widget)
        elif self.text or self.pieces:
            self.do(20, "label", text=self.text or self.base.label, pieces=self.pieces)
        if self.apart and self.widget is None:
            self.do(21, "detach")

    def _expected(self) -> Expected:
        if self.gone or self.unreadable:
            return Expected.STOP
        if self.hidden:
            return Expected.LEAD
        moved, title = self.moved or not self.base.addressed, self.title and self.base.titled
        nameless = self.unlabelled and (moved or not title or not self.alone or self.base.crowded)
        if self.doubtful or nameless or (moved and not title):
            return Expected.EITHER
        return Expected.FIND
