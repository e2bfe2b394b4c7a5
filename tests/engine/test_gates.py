from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

import pytest
from tests.engine.values import ACME, tree

from untrain.engine.fields import Field
from untrain.engine.gates import Gate, button, gate, is_signed_out_address
from untrain.engine.locate import Surroundings
from untrain.engine.tab import Sight
from untrain.model.flow import Flow

LOGIN = "https://www.acme.example/login"
HOME = "https://www.acme.example/home"
FORM = '- heading "Sign in" [ref=h1]\n- textbox "E-mail" [ref=e1]\n- button "Sign in" [ref=e2]'


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page shows, as far as it matters here."""

    shows: str = ""
    url: str = LOGIN
    fields: tuple[Field, ...] = ()
    bot_check: bool = False
    session: bool = False
    flow: Flow = ACME

    def gate(self) -> Gate:
        seen = tree(self.shows)
        around = Surroundings(at_address=False, spoken=("en",))
        sight = Sight(tree=seen, url=self.url, around=around, text=seen.text())
        return gate(sight, self.fields, self.flow, bot_check=self.bot_check, cookies=self.session)


def field(*words: str, kind: str = "text", hint: str = "", filled: bool = False) -> Field:
    known: dict[str, Any] = {"frame": cast(Any, None), "index": 0, "tag": "input", "name": "", "inputmode": ""}
    more: dict[str, Any] = {"longest": None, "required": True, "enabled": True, "reachable": True, "target": None}
    return Field(**known, **more, words=words, type=kind, autocomplete=hint, filled=filled, options=(), section="")


USERNAME, PASSWORD, CODE = field("E-mail"), field(kind="password"), field("Verification code")


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ((USERNAME,), Gate.IDENTIFIER),
        ((USERNAME, PASSWORD), Gate.BOTH),
        ((PASSWORD,), Gate.PASSWORD),
        ((replace(USERNAME, filled=True), PASSWORD), Gate.PASSWORD),  # the name is there already
        ((CODE,), Gate.CODE),
        ((field(kind="text", hint="one-time-code"),), Gate.CODE),
    ],
)
def test_a_sign_in_page_asks_with_its_fields(fields: tuple[Field, ...], asked: Gate) -> None:
    """On a signed-out address the fields say what is asked for."""
    assert asked is Page(shows=FORM, fields=fields).gate()


def test_a_field_for_an_address_on_a_page_inside_is_no_gate() -> None:
    """A signed-in person's page with a newsletter field asks for no sign-in."""
    page = Page(shows='- heading "News" [ref=h1]', url=HOME, fields=(USERNAME,), session=True)

    assert Gate.OPEN is page.gate()


def test_a_password_field_without_a_session_is_a_gate_anywhere() -> None:
    """Where no session is held, a password field asks to sign in, whatever the address."""
    assert Gate.PASSWORD is Page(url=HOME, fields=(PASSWORD,)).gate()


@pytest.mark.parametrize(
    "seen",
    [
        Page(shows=FORM, fields=(USERNAME, PASSWORD), bot_check=True),
        Page(shows='- heading "Security check: prove you’re human" [ref=h1]\n- checkbox "I’m not a robot" [ref=e1]'),
        Page(shows='- heading "Bist du ein Roboter? CAPTCHA" [ref=h1]', url=HOME),
    ],
    ids=["known", "words", "inside"],
)
def test_a_bot_check_goes_before_everything(seen: Page) -> None:
    """Where a bot check stands on the page, nothing is filled in beside it."""
    assert Gate.BOT_CHECK is seen.gate()


@pytest.mark.parametrize(
    ("shows", "asked"),
    [
        ("- paragraph [ref=p1]: Your account has been locked. Contact support.", Gate.LOCKED_OUT),
        ("- paragraph [ref=p1]: Approve the sign-in on your phone", Gate.APPROVAL),
        ('- heading "Welcome back" [ref=h1]\n- button "Ada" [ref=e1]', Gate.CHOOSER),
        ('- button "Sign in with a passkey" [ref=e1]\n- button "Use your password instead" [ref=e2]', Gate.OTHER_WAY),
        ('- heading "Save your sign-in?" [ref=h1]\n- button "Not now" [ref=e1]\n- button "Save" [ref=e2]', Gate.OFFER),
        ('- heading "Hello" [ref=h1]', Gate.UNCLEAR),
    ],
)
def test_a_page_without_fields_is_known_by_its_words(shows: str, asked: Gate) -> None:
    """On a signed-out address the words of a short page say what it wants."""
    assert asked is Page(shows=shows).gate()


def test_accounts_to_choose_from_are_known_at_an_address_that_nobody_told() -> None:
    """Without the session's cookie a short page of cards is a chooser; with it, or with a way out, a greeting."""
    cards = '- heading "Welcome back" [ref=h1]\n- button "Ada ada@mail.example" [ref=e1]'

    assert Gate.CHOOSER is Page(shows=cards, url=HOME).gate()
    assert Gate.OPEN is Page(shows=cards, url=HOME, session=True).gate()
    assert Gate.OPEN is Page(shows=f'{cards}\n- button "Sign out" [ref=e2]', url=HOME).gate()


def test_accounts_to_choose_from_are_known_without_any_cookie_by_the_way_to_another() -> None:
    """Where nobody knows the session's cookies, “Use another account” tells cards from a greeting."""
    greeting = '- heading "Welcome back" [ref=h1]\n- button "Ada ada@mail.example" [ref=e1]'
    cards = f'{greeting}\n- button "Use another account" [ref=e2]'
    assert ACME.sign_in is not None
    unknown = replace(ACME, sign_in=replace(ACME.sign_in, cookies=()))

    assert Gate.CHOOSER is Page(shows=cards, url=HOME, flow=unknown).gate()
    assert Gate.OPEN is Page(shows=greeting, url=HOME, flow=unknown).gate()
    assert Gate.OPEN is Page(shows=f'{cards}\n- button "Sign out" [ref=e3]', url=HOME, flow=unknown).gate()


def test_a_page_that_refuses_the_browser_is_known_wherever_it_is() -> None:
    """Headed by it, a short page is for another browser; a line about it on a page inside is nothing."""
    refused = '- heading "Your browser is not supported" [ref=h1]'
    inside = '- heading "Feed" [ref=h1]\n- paragraph [ref=p1]: Your browser is not supported'

    assert Gate.BROWSER is Page(shows=refused, url=HOME).gate()
    assert Gate.BROWSER is Page(shows=refused).gate()
    assert Gate.OPEN is Page(shows=inside, url=HOME, session=True).gate()
    assert Gate.OPEN is Page(shows=f'{refused}\n- button "Sign out" [ref=e1]', url=HOME).gate()


@pytest.mark.parametrize("yes", ["I agree", "Accept all", "Accept", "Agree"])
def test_terms_are_a_gate(yes: str) -> None:
    """A dialog that wants new terms accepted is known as such, on whatever page."""
    dialog = f"""\
    - main [ref=m1]:
      - heading "Feed" [ref=h1]
    - dialog "We’ve updated our Terms of Service" [ref=d1]:
      - button "{yes}" [ref=e1]
    """

    assert Gate.TERMS is Page(shows=dialog, url=HOME, session=True).gate()


@pytest.mark.parametrize(
    ("beside", "asked"),
    [("Not now", Gate.OFFER), ("Maybe later", Gate.OFFER), ("Cancel", Gate.TERMS), ("Read the terms", Gate.TERMS)],
)
def test_terms_that_can_wait_are_put_off(beside: str, asked: Gate) -> None:
    """A consent with “Not now” beside it is an offer; “Cancel” may end the sign-in, so the owner decides."""
    page = f"""\
    - heading "We need your consent" [ref=h1]
    - button "I agree" [ref=e1]
    - button "{beside}" [ref=e2]
    """

    assert asked is Page(shows=page, url=HOME, session=True).gate()


def test_a_cookie_banner_is_no_terms_gate() -> None:
    """Cookies are refused elsewhere; they are no gate."""
    dialog = '- dialog "We use cookies" [ref=d1]:\n  - text: See our privacy policy\n  - button "Accept all" [ref=e1]'

    assert Gate.OPEN is Page(shows=dialog, url=HOME, session=True).gate()


def test_an_ordinary_page_is_open() -> None:
    """A page inside that asks for nothing is open, even where it speaks of locked accounts at length."""
    page = '- button "Sign out" [ref=e1]\n- paragraph [ref=p1]: What to do when an account has been locked'

    assert Gate.OPEN is Page(shows=page, url=HOME, session=True).gate()


@pytest.mark.parametrize(
    ("url", "outside"),
    [
        (LOGIN, True),
        (f"{LOGIN}/", True),
        (f"{LOGIN}/step/2?x=1", True),
        ("https://www.acme.example/login-history", False),
        ("https://www.acme.example/settings?next=/login", False),
        (HOME, False),
        ("https://www.acme.example/", False),
    ],
)
def test_a_signed_out_address_is_known_by_its_path(url: str, outside: bool) -> None:
    """The path, or what lies below it, is a signed-out one; no path that only begins alike."""
    assert outside is is_signed_out_address(url, ACME)
    assert not is_signed_out_address(url, replace(ACME, sign_in=None))


def test_a_button_is_known_by_its_whole_words() -> None:
    """The first one that can be pressed and says it; none that is disabled or says more."""
    page = tree(
        '- button "Skip" [disabled] [ref=e1]\n- button "Skip the queue and pay" [ref=e2]\n- button "Not now" [ref=e3]'
    )
    later = button(page, "later")

    assert later is not None
    assert "e3" == later.ref
    assert button(page, "sign_in") is None


def test_a_page_that_is_open_to_all_shows_its_door() -> None:
    """A button that leads to the sign-in tells of somebody who is signed out, unless there is a way to sign out."""
    door = '- banner [ref=e1]:\n  - link "Sign in" [ref=e2]\n- textbox "Ask anything" [ref=e3]'

    assert Gate.DOOR is Page(shows=door, url=HOME).gate()
    assert Gate.OPEN is Page(shows=door + '\n- button "Sign out" [ref=e4]', url=HOME).gate()
    assert Gate.OPEN is Page(shows=door.replace("Sign in", "Sign in with Acme on your TV"), url=HOME).gate()


@pytest.mark.parametrize(
    ("path", "asked"),
    [("/auth/signin", Gate.IDENTIFIER), ("/newsletter", Gate.OPEN), ("/settings/login", Gate.OPEN)],
)
def test_an_address_may_name_the_sign_in(path: str, asked: Gate) -> None:
    """Where neither the flow nor the words tell, the path does, as almost everywhere."""
    form = '- heading "Welcome" [ref=e1]\n- textbox "E-mail" [ref=e2]\n- button "Continue" [ref=e3]'

    assert asked is Page(shows=form, url=f"https://www.acme.example{path}", fields=(USERNAME,), session=True).gate()
