"""Locate: which thing on the page is the control. A pure function of what was seen; it finds one, or says why not.

Identity is agreement. Each sign that speaks for a candidate is independent of the others: the address, the headings it
stands under, an attribute that names it in no language, its words, their meaning. Known words on the known page, once,
identify it; otherwise two signs must agree, none may contradict, and the runner-up must be clearly behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from untrain.engine import words
from untrain.engine.candidates import Candidate, Option, Shape, candidates
from untrain.engine.choices import known_outs, out_option, use_by_value, use_in_words
from untrain.engine.facts import Facts
from untrain.engine.layout import is_state
from untrain.engine.meaning import Meaning, allowed_look_alikes, meaning
from untrain.engine.polarity import sentences, way_beside
from untrain.engine.see import DIALOG_ROLES, Tree
from untrain.model.flow import Control, OnMeans
from untrain.model.outcome import DataUse

_EXACTLY: Final = 100.0
"""The likeness of words that are the same."""
_CLEARLY: Final = 1.0
"""By how much the best candidate must be ahead of the next."""
_SHORT: Final = 12
"""So short, words are also the beginning of others."""
_SENTENCE: Final = 4
"""So many words name one thing only, wherever it stands."""
_LABEL: Final = 60
"""So long is a label at most; longer texts explain something."""

_WEIGHTS: Final = {
    "key": 3.0,  # an attribute that names it in no language
    "words": 3.0,  # the very words
    "near words": 2.0,  # the same words, reworded a little
    "meaning": 2.0,  # other words that mean the same
    "heading": 1.5,  # a heading that is known to be its own
    "subject": 1.0,  # a heading about AI, or about training
    "address": 1.0,
    "path": 1.0,  # the very way there, in the words of the flow; only the very words of the control go with it
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of the page as a whole: whether its address is the control's own, its languages, the elements
    that carry a key of the flow, and which words are those of other controls."""

    at_address: bool
    spoken: tuple[str, ...]
    keyed: frozenset[str] = frozenset()
    host: str = ""
    others: tuple[str, ...] = ()  # the words of the platform's other controls
    by_path: bool = False  # whether one has come by the menu path of the flow, in its own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A candidate with the signs that speak for it and what speaks against it."""

    candidate: Candidate
    label: str
    signs: frozenset[str]
    against: str | None
    meaning: Meaning
    facts: Facts | None = None

    @property
    def score(self) -> float:
        """How much speaks for it."""
        return sum(_WEIGHTS[sign] for sign in self.signs)

    @property
    def ref(self) -> str:
        """The reference of its element, for the browser; empty for a group without one."""
        return self.candidate.node.ref or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The control: what it is, which way it works, and why it is believed."""

    candidate: Candidate
    on_means: OnMeans
    healed: bool
    reasons: tuple[str, ...]
    facts: Facts | None
    known: tuple[str, ...] = ()  # the control's own words, as its flow has them
    out: Option | None = None  # of a choice: the option that means "out"
    outs: tuple[Option, ...] = ()  # of a choice: all options that mean "out" by the flow's words
    value: DataUse | None = None  # of a list that is closed: what its one value says
    spoken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """No control was identified with certainty; `why` is for a person, `rivals` are what came nearest.

    `absent` is true where nothing on the page even resembles it, so that looking elsewhere is worth while.
    """

    why: str
    rivals: tuple[str, ...] = ()
    absent: bool = True


def plausible(tree: Tree, control: Control, around: Surroundings) -> list[Judged]:
    """The candidates that words, headings or shape speak for, before their facts are known."""
    judged = [_judge(candidate, control, around) for candidate in candidates(tree)]
    return [one for one in judged if _worth_probing(one)]


def _worth_probing(judged: Judged) -> bool:
    beside = {"address", "heading"} if judged.candidate.shape in (Shape.ROW, Shape.BARE) else {"address"}
    return bool(judged.signs - beside)


def refs_of(judged: Iterable[Judged]) -> list[str]:
    """The elements whose facts are needed to decide."""
    refs: list[str] = []
    for one in judged:
        refs += [one.ref] if one.ref else []
        refs += [option.ref for option in one.candidate.options if option.ref]
    return list(dict.fromkeys(refs))


def locate(
    tree: Tree, control: Control, around: Surroundings, facts: Mapping[str, Facts], likely: list[Judged] | None = None
) -> Found | NotFound:
    """The control on this page, or why it could not be told with certainty."""
    if likely is None:
        likely = plausible(tree, control, around)
    judged = [_with_facts(one, facts) for one in likely]
    visible = [one for one in judged if not _unreachable(one, facts)]
    contenders = [one for one in visible if one.against is None and _own_sign(one, control)]
    contenders = [one for one in contenders if not _leads_away(one, around)]
    contenders = _in_sight(tree, _outermost(_without_leads(contenders)))

    if not contenders:
        return _nothing(visible)
    contenders.sort(key=lambda one: one.score, reverse=True)
    best = contenders[0]
    if problem := _doubt(best, contenders[1:], visible):
        only_leads = best.candidate.shape is Shape.ROW  # a door that is not certain is no control that is not certain
        return NotFound(why=problem, rivals=tuple(one.label for one in contenders[:4]), absent=only_leads)
    return _found(tree, best, control, around)


def _judge(candidate: Candidate, control: Control, around: Surroundings) -> Judged:
    """What speaks for and against a candidate, as far as its words tell."""
    known = [control.title, *(phrase.text for phrase in control.labels)]
    label = _telling_label(candidate, control, around)
    said = meaning(label, around.spoken)
    signs = {"address"} if around.at_address else set()
    signs |= _word_signs(candidate, control)
    signs |= {"path"} if around.by_path and "words" in signs else set()
    signs |= _heading_signs(candidate, control, around)
    if said.training or _options_mean_training(candidate, around):
        signs.add("meaning")
    if around.keyed & {candidate.node.ref, *(option.node.ref for option in candidate.options)}:
        signs.add("key")

    return Judged(
        candidate=candidate,
        label=label,
        signs=frozenset(signs),
        against=_is_another(candidate, control, around, strict="words" in signs)
        or _against(candidate, control, said, signs, allowed_look_alikes(tuple(known))),
        meaning=said,
    )


def _labels(control: Control) -> tuple[str, ...]:
    return tuple(phrase.text for phrase in control.labels)


def _own_words(control: Control) -> tuple[str, ...]:
    return (control.title, *(phrase.text for phrase in (*control.labels, *control.headings)))


def _telling_label(candidate: Candidate, control: Control, around: Surroundings) -> str:
    """The words that say what it is: known ones, else the nearest that speak of training, else the nearest."""
    known = _labels(control)
    likeness = {label: words.closest(label, known) for label in candidate.labels}
    for least in (_EXACTLY, words.NEAR):
        for label in candidate.labels:
            if likeness[label] >= least:
                return label
    first = candidate.labels[:1]
    if not first or meaning(first[0], around.spoken).look_alikes:
        return candidate.label
    telling = [label for label in candidate.labels[:4] if meaning(label, around.spoken).training]
    return (telling or first)[0]


def _word_signs(candidate: Candidate, control: Control) -> set[str]:
    row = candidate.shape is Shape.ROW  # what leads to the control often carries the title of its page
    known = _own_words(control) if row else _labels(control)
    likeness = max((words.closest(label, known) for label in _without_headings(candidate)), default=0.0)
    begins = candidate.labels[:1] if not row else ()
    if likeness >= _EXACTLY or any(_begins(label, text) for label in begins for text in known):
        return {"words"}
    return {"near words"} if likeness >= words.NEAR else set()


def _begins(label: str, known: str) -> bool:
    """Whether a label is known words and an explanation: short words only with something that ends them."""
    if not words.plain(label).startswith(words.plain(known)):
        return False
    if len(known) > _SHORT and words.plain(label).startswith(words.plain(known) + " "):
        return True
    mine, theirs = words.fold(label), words.fold(known)
    return mine.startswith(theirs) and re.match(r"\s*[.:;!?(]\s", mine[len(theirs) :]) is not None


def _without_headings(candidate: Candidate) -> tuple[str, ...]:
    """The words that may name it. A heading in its row names the section, where the thing has words of its own."""
    own = candidate.node.name
    if len(own.split()) < 3 or candidate.shape not in (Shape.TOGGLE, Shape.SELECT):
        return candidate.labels
    return tuple(label for label in candidate.labels if label == own or label not in candidate.headings)


def _heading_signs(candidate: Candidate, control: Control, around: Surroundings) -> set[str]:
    """What the headings, sections and dialogs it stands under say: that they are its own, or speak of its subject."""
    known = tuple(phrase.text for phrase in control.headings)
    # what lent it its name is one sign, and not two
    over = tuple(text for text in candidate.headings if not candidate.titled or text not in candidate.labels)
    if any(words.closest(heading, known) >= words.NEAR for heading in over):
        return {"heading"}
    said = [meaning(heading, around.spoken) for heading in over[:2]]
    return {"subject"} if any(one.about_ai or one.training for one in said) else set()


def _options_mean_training(candidate: Candidate, around: Surroundings) -> bool:
    return any(meaning(option.text, around.spoken).training for option in candidate.options)


def _against(
    candidate: Candidate, control: Control, said: Meaning, signs: set[str], allowed: frozenset[str]
) -> str | None:
    """Why it cannot be the control, in words, or None."""
    if "words" in signs:
        return _disagreeing_words(candidate, control, allowed) or _disagreeing_sight(candidate, control, allowed)
    look_alikes = said.contradicts(allowed)
    if look_alikes:
        return f"“{candidate.label}” speaks of {', '.join(sorted(look_alikes))}"
    return None


def _is_another(candidate: Candidate, control: Control, around: Surroundings, *, strict: bool) -> str | None:
    """Why it is another control, by the words nearest to it: a known neighbour, or another control of the platform.

    Unless its words are the control's own (`strict`), the heading it stands under tells as well.
    """
    own, strangers = _own_words(control), (*(phrase.text for phrase in control.neighbours), *around.others)
    said = candidate.labels[:1] if strict else (*candidate.labels[:2], *candidate.headings[:1])
    for label in said:
        mine, theirs = words.closest(label, own), words.closest(label, strangers)
        if theirs > mine and theirs >= words.NEAR:
            return f"“{label}” is a known neighbour"  # though the control's own words may stand above it
    return None


def _disagreeing_words(candidate: Candidate, control: Control, allowed: frozenset[str]) -> str | None:
    """Why known words further off are not believed: the nearest are a label of their own, and of something else."""
    nearest = candidate.label
    if candidate.shape is Shape.ROW or len(nearest) > _LABEL or words.closest(nearest, _labels(control)) >= words.NEAR:
        return None
    said = meaning(nearest)
    if said.look_alikes - allowed and not said.training:
        return f"“{nearest}” stands nearest to it, and speaks of {', '.join(sorted(said.look_alikes - allowed))}"
    return None


def _disagreeing_sight(candidate: Candidate, control: Control, allowed: frozenset[str]) -> str | None:
    """Why known words in its name are not believed: what a person reads beside it says something else."""
    if not candidate.node.name or not candidate.near or candidate.shape is Shape.ROW:
        return None
    known = [phrase.text for phrase in control.labels]
    title = next((text for text in candidate.near if text not in candidate.headings), "")
    if any(words.same(text, candidate.node.name) for text in candidate.near) or words.is_general(title):
        return None
    if not title or any(words.likeness(text, title) >= 60 or words.plain(title) in words.plain(text) for text in known):
        return None
    related = any(meaning(text).training or meaning(text).about_ai for text in candidate.near)
    alike = any(words.likeness(text, beside) >= 60 for text in known for beside in candidate.near)
    said = meaning(title)
    stranger = len(title) > 9 and not related and not alike
    if title.endswith((".", "。")) and (len(title) > _LABEL or len(tuple(sentences([title]))) > 1):
        return None  # a long sentence, or several, are a note and no label
    if len(title) < 90 and (stranger or (said.look_alikes - allowed and not said.training)):
        return f"it is named “{candidate.node.name}”, but beside it stands “{title}”"
    return None


def _with_facts(judged: Judged, facts: Mapping[str, Facts]) -> Judged:
    """The same candidate, with what the page says of its element."""
    mine = facts.get(judged.ref)
    candidate = judged.candidate
    if mine is not None and candidate.shape in (Shape.ROW, Shape.BARE) and mine.state is not None and not mine.opens:
        candidate = replace(candidate, shape=Shape.TOGGLE)
    if mine is not None and candidate.shape is Shape.VERB and mine.opens:
        candidate = replace(candidate, shape=Shape.ROW)  # what opens a list shows its value, and is no verb
    if candidate.options:
        candidate = replace(candidate, options=tuple(_chosen(option, facts) for option in candidate.options))
    keyed = [facts.get(ref) for ref in (judged.ref, *(option.ref for option in judged.candidate.options))]
    signs = judged.signs | ({"key"} if any(one is not None and one.keyed for one in keyed) else set())
    return replace(judged, facts=mine, candidate=candidate, signs=signs)


def _chosen(option: Option, facts: Mapping[str, Facts]) -> Option:
    said = facts.get(option.ref)
    if said is None or said.state is None:
        return option
    return replace(option, chosen=said.state)


def _unreachable(judged: Judged, facts: Mapping[str, Facts]) -> bool:
    """Whether no person could reach it: hidden, off the page, or all of its options are."""
    options = [facts[option.ref] for option in judged.candidate.options if option.ref in facts]
    if judged.candidate.shape is Shape.OPTIONS and options:
        return all(one.hidden for one in options)
    return judged.facts is not None and judged.facts.hidden


def _own_sign(judged: Judged, control: Control) -> bool:
    """Whether something speaks for this very candidate, not only for its page."""
    signs = judged.signs
    if signs & {"words", "near words", "meaning"}:
        return True
    neutral = _neutral(judged, control)
    if "key" in signs:
        return neutral or judged.meaning.about_ai or "heading" in signs
    stateful = judged.candidate.shape in (Shape.TOGGLE, Shape.OPTIONS, Shape.SELECT)
    return "heading" in signs and neutral and stateful and _heading_tells(judged.candidate, control)


def _heading_tells(candidate: Candidate, control: Control) -> bool:
    """Whether a heading it stands under says what the control is about: “Privacy” is that of much else."""
    own = {words.plain(text) for text in (control.title, *(phrase.text for phrase in control.labels))}
    known = [phrase.text for phrase in control.headings]
    mine = [text for text in known if any(words.likeness(one, text) >= words.NEAR for one in candidate.headings)]
    said = [meaning(text) for text in mine]
    return any(one.about_ai or one.training for one in said) or any(words.plain(text) in own for text in mine)


def _neutral(judged: Judged, control: Control) -> bool:
    """Whether its label says nothing of its own: it is empty, or repeats the heading."""
    label = judged.label
    if not label or words.says("on", label, whole=True) or words.says("off", label, whole=True):
        return True
    known = [control.title, *(phrase.text for phrase in control.headings)]
    return any(words.likeness(label, text) >= words.NEAR for text in known)


def _without_leads(contenders: list[Judged]) -> list[Judged]:
    """Links and buttons that only lead on do not compete with a control that has a state."""
    real = [one for one in contenders if one.candidate.shape not in (Shape.ROW, Shape.BARE)]
    rows = [one for one in contenders if one.candidate.shape is Shape.ROW]
    return real or [one for one in rows if is_state(one.candidate.node.name or one.candidate.node.text)] or rows


def _leads_away(judged: Judged, around: Surroundings) -> bool:
    """Whether it is a link to another host, such as the help, on the control's own page."""
    link = judged.candidate.node.link or ""
    return around.at_address and "//" in link and urlsplit(link).hostname != around.host


def _outermost(contenders: list[Judged]) -> list[Judged]:
    """Without those that are part of another: a box within a row that is a box itself is one thing."""
    inner = {
        id(node)
        for one in contenders
        if one.candidate.shape is Shape.TOGGLE
        for node in one.candidate.node.walk()
        if node is not one.candidate.node
    }
    return [one for one in contenders if id(one.candidate.node) not in inner]


def _in_sight(tree: Tree, contenders: list[Judged]) -> list[Judged]:
    """Without those that lie under something for good, where another does not: a person would see only that one."""
    if any(node.role in DIALOG_ROLES for node in tree.nodes()):
        return contenders  # what lies over them may yet be closed
    seen = [one for one in contenders if one.facts is not None and not one.facts.covered]
    return seen or contenders


def _doubt(best: Judged, others: list[Judged], visible: list[Judged]) -> str | None:
    """Why the best candidate is not certain enough, or None."""
    if len(best.signs) < 2:
        return f"only {_spoken(best.signs)} speaks for “{best.label}”"
    holder = next((one for one in visible if "key" in one.signs and one is not best), None)
    if holder is not None and "key" not in best.signs and holder.candidate.shape is not Shape.ROW:
        return f"the words point to “{best.label}”, the page's own key to “{holder.label}”"
    rival = next((one for one in others if best.score - one.score < _CLEARLY and not _same_lead(best, one)), None)
    rival = rival or next((one for one in others if _is_twin(one, best)), None)
    if rival is not None:
        return f"“{best.label}” and “{rival.label}” fit equally well"
    return None


def _is_twin(one: Judged, other: Judged) -> bool:
    """Whether two of the same kind have the very same words: then not even a key tells which of them is meant, nor a
    heading where the words are a sentence or speak of training."""
    alike = one.candidate.node.role == other.candidate.node.role and one.candidate.shape is other.candidate.shape
    if not alike or not words.same(one.label, other.label):
        return False
    telling = one.meaning.training or len(words.plain(one.label).split()) >= _SENTENCE
    return telling or one.signs - {"key"} == other.signs - {"key"}


def _same_lead(one: Judged, other: Judged) -> bool:
    """Whether two leads go to the same place, as a menu entry and a link of the same address."""
    links = one.candidate.node.link, other.candidate.node.link
    return links[0] is not None and links[0] == links[1]


def _spoken(signs: Iterable[str]) -> str:
    return " and ".join(sorted(signs)) or "nothing"


def _nothing(visible: list[Judged]) -> NotFound:
    refused = [one.against for one in visible if one.against and one.candidate.shape not in (Shape.ROW, Shape.BARE)]
    if refused:
        return NotFound(
            why=f"nothing here is it for certain: {'; '.join(refused[:3])}", rivals=tuple(refused), absent=True
        )
    return NotFound(why="nothing on the page has its words or its meaning", absent=True)


def _found(tree: Tree, best: Judged, control: Control, around: Surroundings) -> Found | NotFound:
    disputed = control.on_means is OnMeans.READ
    on_means = way_beside(tree, best.candidate, around.spoken) if disputed else _which_way(best, control)
    if on_means is None:
        return NotFound(
            why=f"“{best.label}” does not say plainly which way it works", rivals=(best.label,),
            absent=False,
        )  # fmt: skip
    first_way = ("words" in best.signs or "key" in best.signs) and around.at_address
    return Found(
        candidate=best.candidate,
        on_means=on_means,
        healed=not first_way,
        reasons=tuple(sorted(best.signs)),
        facts=best.facts,
        known=(control.title, *(phrase.text for phrase in (*control.headings, *control.labels))),
        out=out_option(best.candidate, control, on_means, around.spoken) if best.candidate.options else None,
        outs=known_outs(best.candidate, control),
        value=_value_of(best, control, on_means, around),
        spoken=around.spoken,
    )


def _value_of(judged: Judged, control: Control, on_means: OnMeans, around: Surroundings) -> DataUse | None:
    candidate = judged.candidate
    if candidate.shape is not Shape.ROW:
        value = _value(candidate) or (judged.facts.shown if judged.facts is not None else "")
        return use_by_value(value, control, on_means, around.spoken)
    said = {use_in_words(text, control) for text in (candidate.node.name, *candidate.node.texts()) if text} - {None}
    return said.pop() if len(said) == 1 else None


def _value(candidate: Candidate) -> str:
    """What a closed list shows as its value."""
    return candidate.node.text or " ".join(text for text in candidate.node.texts() if text != candidate.node.name)


def _which_way(best: Judged, control: Control) -> OnMeans | None:
    """What "on" means here: the flow's word for known words, else what the words plainly say, else nothing."""
    said = best.meaning
    if _name_says_otherwise(best):
        return None
    if "words" in best.signs:
        return control.on_means if not _note_says_otherwise(best, control) else None
    if any(not is_state(option.text) for option in best.candidate.options):
        return control.on_means  # they say themselves what they mean
    if _texts_differ(best) or _is_verb_of_off(best):
        return None
    if said.on_means is None:
        if control.on_means is OnMeans.EXCLUDE and not best.signs & {"key", "near words"}:
            return OnMeans.USE
        return control.on_means if not _negated_otherwise(best.label, control) else None
    if said.on_means is control.on_means:
        return control.on_means if not _negated_otherwise(best.label, control) else None
    return said.on_means if said.plain and _from_its_beginning(best, said) else None


def _from_its_beginning(best: Judged, said: Meaning) -> bool:
    """Whether what words say of the way is in their first sentence: a note further on may be of something else."""
    parts = tuple(sentences([best.label]))
    return len(parts) < 2 or meaning(parts[0]).on_means is said.on_means


def _name_says_otherwise(best: Judged) -> bool:
    """Whether the thing's own name plainly says the opposite of the words beside it that were taken for its label."""
    name = best.candidate.node.name
    if not name or name == best.label or best.candidate.options or best.candidate.shape is Shape.ROW:
        return False
    own = meaning(name)
    return own.training and own.on_means is OnMeans.EXCLUDE and own.plain and _noes(best.label) % 2 == 0


def _note_says_otherwise(best: Judged, control: Control) -> bool:
    """Whether known words that leave the way open, "AI training", have a text beside them that plainly says the
    opposite of what the flow knows of them."""
    if best.candidate.shape is Shape.ROW or best.candidate.options:
        return False
    near = {text: words.closest(text, _labels(control)) >= words.NEAR for text in best.candidate.labels[:3]}
    if any(known and meaning(text).on_means is not None for text, known in near.items()):
        return False
    said = [meaning(text) for text, known in near.items() if not known]
    return any(one.training and one.plain and one.on_means not in (None, control.on_means) for one in said)


def _texts_differ(best: Judged) -> bool:
    """Whether two texts beside it speak of training and point in opposite ways, as a note that nobody rewrote."""
    said = [meaning(text) for text in best.candidate.labels[:3]]
    ways = {one.on_means for one in said if one.training and one.plain}
    return len(ways) > 1


def _is_verb_of_off(best: Judged) -> bool:
    """Whether its label says what pressing does, "Turn off AI training": on something with a state of its own, nobody
    knows what on means then."""
    if best.candidate.shape not in (Shape.TOGGLE, Shape.BARE) or best.meaning.on_means is OnMeans.EXCLUDE:
        return False
    folded = words.fold(best.label)
    places = words.find("turn_off", folded)
    return any(len(folded[: one.start()].split()) < 1 or len(folded[one.end() :].split()) < 1 for one in places)


def _negated_otherwise(label: str, control: Control) -> bool:
    """Whether it is like known words, but for a "no" in any language that one of the two has and the other lacks."""
    near = [phrase.text for phrase in control.labels if words.likeness(label, phrase.text) >= words.NEAR]
    return bool(near) and all(_noes(label) % 2 != _noes(text) % 2 for text in near)


def _noes(text: str) -> int:
    return len(words.find("negate", text))
