"""What a flow must be as a whole: hosts, kinds and words that do not contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from untrain.flowbook.finding import Place
from untrain.model.flow import Control, Flow, Kind, Phrase
from untrain.model.items import PLACE, templates
from untrain.model.region import COUNTRIES, EVERYWHERE, mend


def check(flow: Flow, at: Place) -> None:
    """Note at `at` everything for which the flow is refused."""
    if not flow.hosts:
        (at / "hosts").wrong("is empty", "list the hosts that the platform's pages are on")
    if not flow.controls:
        (at / "control").wrong("is empty", "describe one control at least; one of kind “none” says there is nothing")
    for control_id, times in Counter(control.id for control in flow.controls).items():
        if times > 1:
            (at / "control").wrong(f"{times} controls have the id “{control_id}”", "give each an id of its own")

    _check_terms(flow, at / "terms")
    _check_sign_in(flow, at / "sign_in")
    for number, control in enumerate(flow.controls):
        _check_control(flow, control, at / "control" / number)


def _check_terms(flow: Flow, at: Place) -> None:
    for number, url in enumerate(flow.terms):
        if urlsplit(url).scheme != "https":
            (at / number).wrong(f"{url} is not https", "give the https address")


def _check_sign_in(flow: Flow, at: Place) -> None:
    if flow.sign_in is None:
        return
    _check_url(flow, flow.sign_in.url, at / "url")
    for number, url in enumerate(flow.sign_in.alternates):
        _check_url(flow, url, at / "alternates" / number)


def _check_url(flow: Flow, url: str, at: Place) -> None:
    parts = urlsplit(url)
    if PLACE in url:
        at.wrong(f"holds {PLACE}", "only an address of a control with [control.items] may")
    elif parts.scheme != "https":
        at.wrong(f"{url} is not https", "nothing is opened or typed over plain http: give the https address")
    elif parts.username is not None or parts.password is not None:
        at.wrong("has a user name in it", "leave out what stands before the @")
    elif not flow.owns(url):
        at.wrong(
            f"{parts.netloc} is not one of the flow's own hosts", "add the host to `hosts`, or leave the address out"
        )


def _check_template(flow: Flow, url: str, at: Place) -> None:
    """An address in which an item may stand: on a host of the flow, or on one that the flow gives to items."""
    host = urlsplit(url).netloc
    if PLACE in host and host not in flow.item_hosts:
        at.wrong(f"{host} is not one of the flow's `item_hosts`", "add it there, or leave the address out")
        return
    if PLACE in host and flow.hosts:
        url = url.replace(host, flow.hosts[0], 1)  # all else about it is checked as usual
    _check_url(flow, url.replace(PLACE, "item"), at)


def _check_items(flow: Flow, control: Control, at: Place) -> None:
    items = control.items
    if items is None:
        return
    if not control.on_the_web or control.kind is Kind.REQUEST:
        at.wrong("has no place here", "only a switch or a choice is seen to for each item")
    if items.url is None and not items.path:
        (at / "url").wrong("is missing", "give the address of the page that lists them, or the menu path to it")
    if not templates(control) and not items.within and not items.switcher:
        (at / "links").wrong("is missing", f"say how an item is told: an address with {PLACE}, `within` or `switcher`")
    if items.url is not None:
        _check_url(flow, items.url, at / "url")
    for number, url in enumerate(items.links):
        _check_template(flow, url, at / "links" / number)
        if PLACE not in url:
            (at / "links" / number).wrong(f"holds no {PLACE}", f"put {PLACE} where the item stands in the address")


def _check_control(flow: Flow, control: Control, at: Place) -> None:
    check_address = _check_url if control.items is None else _check_template
    if control.url is not None:
        check_address(flow, control.url, at / "url")
    for number, url in enumerate(control.alternates):
        check_address(flow, url, at / "alternates" / number)

    _check_kind(control, at)
    _check_items(flow, control, at / "items")
    _check_letter(control, at / "letter")
    _check_words(control, at)
    _check_regions(control.availability.regions, at / "availability" / "regions")
    _check_regions(control.availability.regions_without, at / "availability" / "regions_without")


def _check_kind(control: Control, at: Place) -> None:
    if control.on_the_web and control.url is None and not control.path:
        (at / "url").wrong("is missing", "give the address of its page, or the menu path to it")
    if control.kind is Kind.SWITCH and not control.labels:
        (at / "labels").wrong("is missing", "a switch is only pressed when the words beside it are known")
    if control.kind is Kind.CHOICE and not control.out_options:
        (at / "out_options").wrong("is missing", "a choice needs the option that means out")
    if control.kind is Kind.ELSEWHERE and control.next_step is None:
        (at / "next_step").wrong("is missing", "say what the person does, as nobody else can")
    if control.used is not None and control.kind is not Kind.NONE:
        (at / "used").wrong("has no place here", "only a control of kind “none” says whether the data is used")
    if control.covered_by and control.kind is not Kind.NONE:
        (at / "covered_by").wrong("has no place here", "where another control does the work, the kind is “none”")
    if control.used_since is not None and not control.used:
        (at / "used_since").wrong("has no place here", "it goes with `used = true`")
    _check_request(control, at / "request")


def _check_letter(control: Control, at: Place) -> None:
    if control.letter is None and control.kind is Kind.LETTER:
        at.wrong("is missing", "say what the letter asks, and to whom it goes")
    if control.letter is not None and control.kind is Kind.REQUEST:
        at.wrong("has no place here", "a request has a form; a letter is a control of its own")
    if control.letter is not None and control.letter.to is None and control.next_step is None:
        (at / "to").wrong("is missing", "give the address, or say in `next_step` where the person finds it")


def _check_request(control: Control, at: Place) -> None:
    if control.request is None:
        if control.kind is Kind.REQUEST:
            at.wrong("is missing", "say what the form asks for, or why only the person can fill it in")
        return
    if control.kind is not Kind.REQUEST:
        at.wrong("has no place here", "only a control of kind “request” has a form")
    if control.request.person_only is not None:
        return
    for key, said in (
        ("fields", control.request.fields),
        ("reason", control.request.reason),
        ("submit", control.request.submit),
    ):
        if not said:
            (at / key).wrong("is missing", "a form is only sent when it is known whole; else give `person_only`")


def _check_words(control: Control, at: Place) -> None:
    for key, words, other, others in (
        ("neighbours", control.neighbours, "labels", control.labels),
        ("in_options", control.in_options, "out_options", control.out_options),
    ):
        for phrase in _shared(words, others):
            (at / key).wrong(f"“{phrase}” stands in `{other}` too", "it can only be one of the two")


def _shared(some: Iterable[Phrase], others: Iterable[Phrase]) -> list[str]:
    known = {phrase.text.casefold().strip() for phrase in others}
    return [phrase.text for phrase in some if phrase.text.casefold().strip() in known]


def _check_regions(regions: Iterable[str], at: Place) -> None:
    for number, region in enumerate(regions):
        if region not in COUNTRIES and region != EVERYWHERE:
            (at / number).wrong(f"“{region}” is no country code", mend(region))
