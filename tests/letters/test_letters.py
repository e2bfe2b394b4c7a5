"""Letters: whose details they carry, which law they cite, when an answer is due, and how a mail program opens them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_string
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest

from untrain.letters import Sender, as_eml, as_mailto, follow_up, law_of, write
from untrain.model.account import Account
from untrain.model.flow import Basis, Control, Flow, Kind, Letter

LETTER = Letter(
    to="privacy@acme.example",
    subject="Opt out of training",
    asks="I ask you not to use what I have written to train AI models.",
    details=("Workspace address (name.acme.example)",),
)
CONTROL = Control(id="letter", kind=Kind.LETTER, title="By e-mail", letter=LETTER)
ACME = Flow(
    slug="acme", title="Acme", version="1", facts=date(2026, 11, 22), hosts=("www.acme.example",), controls=(CONTROL,)
)
ADA = Account(
    name="ada", platform="acme", username="ada99", region="DE", full_name="Ada Lovelace", email="ada@mail.example"
)
SENDER = Sender(account=ADA, details={"workspace": "ada.acme.example"})


@pytest.mark.parametrize(
    ("region", "cited", "due"),
    [
        ("DE", ["Article 21(1) GDPR", "Article 12(3) GDPR"], date(2026, 2, 28)),
        ("no", ["Article 21(1) GDPR", "Article 12(3) GDPR"], date(2026, 2, 28)),
        ("GB", ["Article 21(1) of the UK GDPR", "Article 12(3) UK GDPR"], date(2026, 2, 28)),
        ("CH", ["Article 30(2)(b)", "FADP"], date(2026, 3, 2)),
        ("US", ["§ 1798.120", "§ 1798.130(a)(2)"], date(2026, 3, 17)),
        ("BR", ["Article 18, paragraph 2, of the LGPD"], date(2026, 2, 15)),
        ("JP", ["the data protection law that applies to me"], date(2026, 2, 28)),
        (None, ["the data protection law that applies to me"], date(2026, 2, 28)),
    ],
)
def test_the_law_of_the_region_is_cited_and_sets_the_term(region: str | None, cited: list[str], due: date) -> None:
    """By article, and the days are counted from the day on which it was sent."""
    body = write(ACME, CONTROL, replace(SENDER, account=replace(ADA, region=region))).body

    assert [] == [article for article in cited if article not in body]
    assert due == law_of(region).due(date(2026, 1, 31))


def test_the_details_of_the_person_are_filled_in() -> None:
    """What was told of the account, and what was given beside it; nothing is missing then."""
    letter = write(ACME, CONTROL, SENDER)

    assert ("privacy@acme.example", "Opt out of training") == (letter.to, letter.subject)
    for line in (
        "Name: Ada Lovelace",
        "E-mail address of the account: ada@mail.example",
        "User name: ada99",
        "Workspace address (name.acme.example): ada.acme.example",
    ):
        assert line in letter.body.splitlines()
    assert () == letter.missing


def test_what_nobody_has_told_us_is_named_and_left_open() -> None:
    """The person sees at once what they still have to write."""
    letter = write(ACME, CONTROL, Sender(account=Account(name="ada", platform="acme")))

    assert ("Name", "E-mail address of the account", "Workspace address (name.acme.example)") == letter.missing
    assert "Name: [Name]" in letter.body


def test_what_a_platform_offers_by_itself_cites_no_law() -> None:
    """A workspace is no person, and has no right to object."""
    control = replace(CONTROL, letter=replace(LETTER, basis=Basis.REQUEST))
    letter = write(ACME, control, SENDER)

    assert "GDPR" not in letter.body
    assert LETTER.asks in letter.body


def test_own_reasons_take_the_place_of_ours() -> None:
    """The right to object rests on one's own situation, which nobody knows better."""
    letter = write(ACME, CONTROL, replace(SENDER, reason="I write about my family."))

    assert "I write about my family." in letter.body
    assert "built into a model" not in letter.body


def test_the_follow_up_says_when_it_was_due_and_what_comes_next() -> None:
    """It repeats what was asked, and names the authority."""
    letter = follow_up(ACME, CONTROL, SENDER, sent=date(2026, 1, 31))

    assert "Reminder: Opt out of training" == letter.subject
    assert "On 31 January 2026 I wrote to you" in letter.body
    assert "due by 28 February 2026" in letter.body
    assert LETTER.asks in letter.body
    assert "Article 77 GDPR" in letter.body


def test_a_mail_program_reads_what_was_written() -> None:
    """As a file, with the person as its sender, and as a link."""
    letter = write(ACME, CONTROL, replace(SENDER, account=replace(ADA, full_name="Zoë & Ada 100 %")))
    message = message_from_string(as_eml(letter), policy=default)
    link = urlsplit(as_mailto(letter))

    assert ("privacy@acme.example", "ada@mail.example", letter.subject) == (
        message["To"], message["From"], message["Subject"],
    )  # fmt: skip
    assert letter.body.splitlines() == message.get_content().splitlines()
    assert ("mailto", "privacy@acme.example") == (link.scheme, link.path)
    assert letter.body.splitlines() == parse_qs(link.query)["body"][0].splitlines()


def test_no_detail_can_add_a_line_of_its_own() -> None:
    """A name with a line break stays one line, and no header can be slipped in."""
    sender = Sender(account=replace(ADA, full_name="Ada\r\nBcc: eve@evil.example"))
    letter = write(ACME, CONTROL, sender)

    assert "Name: Ada Bcc: eve@evil.example" in letter.body.splitlines()
    assert message_from_string(as_eml(letter), policy=default)["Bcc"] is None
