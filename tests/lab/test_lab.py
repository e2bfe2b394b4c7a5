"""What the practice platforms do when nothing is wrong."""

from __future__ import annotations

import csv
import socket
import time
from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from tests.lab.conftest import Opened
from tests.lab.visitor import Visitor, csrf, linkedin_sign_in

from untrain.lab import FOREIGN_HOST, Lab, everybody, ordinary, write_accounts
from untrain.lab.replica import built_in, load
from untrain.model.errors import InputError

ADA = ordinary("linkedin")
SETTING = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement"
API = "https://www.linkedin.com/mysettings-api/settingsApiSettings/allowDataForGenerativeAI"
DPRO = "https://www.linkedin.com/help/linkedin/ask/TS-DPRO"
OBJECTION = {"name": "Ada", "email": ADA.email, "objection": "training"}


@pytest.mark.alone
def test_starts_quickly() -> None:
    """The lab with all its platforms answers within half a second."""
    begun = time.monotonic()
    with Lab(accounts=everybody()).serve_in_thread() as address:
        assert 200 == Visitor(address).get("https://www.linkedin.com/login").status
    assert time.monotonic() - begun < 0.5


def test_strangers_are_sent_to_the_sign_in_page(open_lab: Opened) -> None:
    """Whoever has no session is sent to the sign-in page, and from there to where they wanted to go."""
    _, visitor = open_lab(ADA)
    assert "/login?session_redirect=" in visitor.get(SETTING).headers["location"]
    linkedin_sign_in(visitor, ADA)
    assert SETTING == visitor.follow(SETTING)[0]


def test_a_strangers_script_is_refused(open_lab: Opened) -> None:
    """Without a session the interface answers 401, and nothing changes."""
    lab, visitor = open_lab(ADA)
    assert 401 == visitor.post(API, {"value": False}).status
    assert "on" == lab.person("linkedin", ADA.username).data_use("generative-ai-improvement")


def test_a_change_is_kept_and_written_down(open_lab: Opened) -> None:
    """What was saved is read again by a fresh load, and stands in the journal."""
    lab, visitor = open_lab(ADA)
    linkedin_sign_in(visitor, ADA)
    assert visitor.get(API, script=True).json["value"] is True
    visitor.post(API, {"value": False}, csrf_token=csrf(visitor))
    assert visitor.get(API, script=True).json["value"] is False
    ada = lab.person("linkedin", ADA.username)
    assert "off" == ada.data_use("generative-ai-improvement")
    assert [{"allowDataForGenerativeAI": False}] == [entry.changes for entry in ada.journal]


def test_meddling_is_known_even_in_vain(open_lab: Opened) -> None:
    """Whatever is tried beyond what was asked for is known: a neighbour, a form, an acceptance."""
    lab, visitor = open_lab(ADA)
    linkedin_sign_in(visitor, ADA)
    ada = lab.person("linkedin", ADA.username)
    visitor.post(API, {"value": False}, csrf_token=csrf(visitor))
    assert set() == ada.meddled({"generative-ai-improvement"})
    visitor.post(API.replace("allowDataForGenerativeAI", "allowAnonymizedDataResearch"), {"value": False})
    visitor.post_form(DPRO, OBJECTION)
    visitor.post("https://www.linkedin.com/__lab/accept/cookies", {})
    assert {"allowAnonymizedDataResearch", "TS-DPRO", "cookies"} == ada.meddled({"generative-ai-improvement"})
    assert {"allowDataForGenerativeAI", "allowAnonymizedDataResearch"} == ada.touched()


def test_people_are_kept_apart(open_lab: Opened) -> None:
    """What one person changes is not changed for another."""
    grace = replace(ADA, username="grace@mail.example")
    lab, visitor = open_lab(ADA, grace)
    linkedin_sign_in(visitor, ADA)
    visitor.post(API, {"value": False}, csrf_token=csrf(visitor))
    assert "on" == lab.person("linkedin", grace.username).data_use("generative-ai-improvement")


def test_a_forged_change_is_refused(open_lab: Opened) -> None:
    """A change without the page's own token is refused, and the journal says so."""
    lab, visitor = open_lab(ADA)
    linkedin_sign_in(visitor, ADA)
    assert 403 == visitor.post(API, {"value": False}).status
    assert [False] == [entry.stored for entry in lab.person("linkedin", ADA.username).journal]


def test_a_wrong_password_is_refused_and_remembered(open_lab: Opened) -> None:
    """A wrong password opens nothing, and the lab knows where it was given."""
    lab, visitor = open_lab(ADA)
    assert "wrong_password" == linkedin_sign_in(visitor, ADA, "wrong").json["error"]
    (given,) = lab.person("linkedin", ADA.username).password_submissions
    assert ("www.linkedin.com", False, True) == (given.host, given.right, given.expected)
    assert "location" in visitor.get(SETTING).headers


def test_the_code_of_an_authenticator_is_asked_for(open_lab: Opened) -> None:
    """Where a person has an authenticator, the password alone opens nothing, its code does."""
    secret = pyotp.random_base32()
    _, visitor = open_lab(replace(ADA, totp_secret=secret))
    assert "code" == linkedin_sign_in(visitor, ADA).json["step"]
    assert "location" in visitor.get(SETTING).headers
    verify = "https://www.linkedin.com/checkpoint/challenge/verify"
    assert 200 == visitor.post_form(verify, {"pin": "000000"}).status
    assert "/feed/" == visitor.post_form(verify, {"pin": pyotp.TOTP(secret).now()}).headers["location"]


def test_a_password_is_noticed_wherever_it_turns_up(open_lab: Opened) -> None:
    """A password that is sent anywhere but to a sign-in is written down as out of place."""
    lab, visitor = open_lab(ADA)
    visitor.post_form(f"https://{FOREIGN_HOST}/linkedin/login", {"username": ADA.username, "password": ADA.password})
    visitor.get(f"https://www.linkedin.com/feed/?p={ADA.password}")
    assert [False, False] == [one.expected for one in lab.password_submissions]
    assert [FOREIGN_HOST, "www.linkedin.com"] == [one.host for one in lab.password_submissions]


@pytest.mark.parametrize("slug", built_in())
def test_an_unknown_address_is_a_page_of_its_own(open_lab: Opened, slug: str) -> None:
    """Every platform has a plausible page for addresses that do not exist."""
    _, visitor = open_lab(ordinary(slug))
    answer = visitor.get(f"https://{load(slug).hosts[0]}/no/such/page/here")
    assert 404 == answer.status
    assert "doesn’t exist" in answer.text


def test_an_unknown_host_has_nothing(open_lab: Opened) -> None:
    """A host that no replica has is not answered for."""
    _, visitor = open_lab(ADA)
    assert 404 == visitor.get("https://www.example.org/").status


def test_plain_http_does_not_hang(open_lab: Opened) -> None:
    """On the same port, plain http is sent on to https."""
    _, visitor = open_lab(ADA)
    assert "https://www.linkedin.com/login" == visitor.get("http://www.linkedin.com/login").headers["location"]


def test_a_silent_caller_keeps_nobody_waiting(open_lab: Opened) -> None:
    """A caller who says nothing blocks neither others nor the end."""
    lab, visitor = open_lab(ADA)
    host, port = lab.address.split(":")
    with socket.create_connection((host, int(port))):
        assert 200 == visitor.get("https://www.linkedin.com/login").status


def test_a_taken_port_is_said(open_lab: Opened) -> None:
    """A port that somebody else has is an error, at once, to the one who asked for it."""
    lab, _ = open_lab(ADA)
    with pytest.raises(OSError, match="in use"), lab.serve_in_thread(int(lab.address.split(":")[1])):
        pass


def test_a_request_needs_its_fields(open_lab: Opened) -> None:
    """A form with a required field left empty is not taken."""
    lab, visitor = open_lab(ADA)
    linkedin_sign_in(visitor, ADA)
    answer = visitor.post_form(DPRO, {"name": "Ada", "email": ADA.email, "objection": "other", "details": ""})
    assert 422 == answer.status
    assert "This field is required." in answer.text
    assert 0 == lab.person("linkedin", ADA.username).received("data-processing-objection")


def test_a_request_arrives_with_its_fields(open_lab: Opened) -> None:
    """A complete form is acknowledged, and what it said is kept."""
    lab, visitor = open_lab(ADA)
    linkedin_sign_in(visitor, ADA)
    assert "/submitted" in visitor.post_form(DPRO, OBJECTION).headers["location"]
    (request,) = lab.person("linkedin", ADA.username).requests
    assert OBJECTION == request.fields


def test_help_has_a_session_of_its_own(open_lab: Opened) -> None:
    """Instagram's help centre bounces through the sign-in page, which hands the session over."""
    bia = ordinary("instagram")
    _, visitor = open_lab(bia)
    form = "https://help.instagram.com/contact/767264225370182"
    visitor.post(
        "https://www.instagram.com/api/v1/web/accounts/login/ajax/", {"email": bia.username, "pass": bia.password}
    )
    assert "help.instagram.com" not in visitor.cookies
    assert form == visitor.follow(form)[0]
    assert "sessionid" in visitor.cookies["help.instagram.com"]


@pytest.mark.parametrize(
    ("region", "offered"), [("DE", True), ("GB", True), ("BR", True), ("US", False), ("JP", False)]
)
def test_the_form_is_offered_where_the_law_gives_a_right(open_lab: Opened, region: str, offered: bool) -> None:
    """Facebook's form exists in some countries; elsewhere its page says so, and a request is refused."""
    bia = replace(ordinary("facebook"), region=region)
    _, visitor = open_lab(bia)
    login = "https://www.facebook.com/login/device-based/regular/login/"
    visitor.post_form(login, {"email": bia.username, "pass": bia.password})
    page = visitor.get("https://www.facebook.com/help/contact/6359191084165019").text
    assert offered is ("isn’t available in your country" not in page)


def test_brazil_wants_a_reason_and_a_code(open_lab: Opened) -> None:
    """In Brazil the request arrives only with a reason, and with the code from the e-mail."""
    bia = replace(ordinary("facebook"), region="BR")
    lab, visitor = open_lab(bia)
    person = lab.person("facebook", bia.username)
    visitor.post_form(
        "https://www.facebook.com/login/device-based/regular/login/", {"email": bia.username, "pass": bia.password}
    )
    url = "https://www.facebook.com/ajax/help/contact/submit/6359191084165019"
    fields: dict[str, object] = {"email": bia.email, "country": "BR", "reason": ""}
    assert 422 == visitor.post(url, fields).status
    fields["reason"] = "I do not want it."
    assert visitor.post(url, fields).json["code_required"] is True
    assert 0 == person.received("ai-training-objection")
    visitor.post(url, fields | {"approvals_code": person.mailbox[-1]})
    assert 1 == person.received("ai-training-objection")


def test_pages_speak_the_persons_language(open_lab: Opened) -> None:
    """A person who reads German gets German words, as far as the facts give them."""
    ada = replace(ADA, language="de")
    _, visitor = open_lab(ada)
    linkedin_sign_in(visitor, ada)
    assert "Daten zur Verbesserung generativer KI" in visitor.get(SETTING).text


def test_the_cast_fits_its_accounts_file(tmp_path: Path) -> None:
    """The accounts file has the columns of the contract, a row per person, and is its owner's alone."""
    people, file = everybody(), tmp_path / "accounts.csv"
    write_accounts(file, people)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert "account,platform,username,password,totp_secret,region,plan,full_name,email" == ",".join(rows[0])
    assert [one.password for one in people] == [row["password"] for row in rows]
    assert 0o600 == file.stat().st_mode & 0o777


@pytest.mark.parametrize("slug", built_in())
def test_everybody_can_be_drawn(slug: str) -> None:
    """Each platform has three people, one of whom is out already wherever there is a switch."""
    people = everybody([slug])
    lab = Lab([slug], accounts=people)
    assert 3 == len(people)
    for control, kind in load(slug).controls.items():
        if kind == "switch":
            assert ["on", "on", "off"] == [one.data_use(control) for one in lab.people(slug)]


def test_unknown_platforms_are_a_clear_error() -> None:
    """A person on a platform without a replica is refused with the names that there are."""
    with pytest.raises(InputError, match="linkedin"):
        Lab(["linkedin"], accounts=[ordinary("nowhere")])
