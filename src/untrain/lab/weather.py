"""The weather: everything that can go wrong with a platform, by name, each with the truth that must be told about it.

A fault is injected at the border (the server and what it serves), never inside of what is tested. Before a sign-in the
platform cannot know whose weather it is: a visitor without a session gets what all people of that platform share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from untrain.lab.replica import Replica, load
from untrain.model.errors import InputError

FOREIGN_HOST: Final = "signin.account-check.example"
"""A host of nobody's: it asks for a password, and writes down whoever types there."""

AT_THE_DOOR: Final = frozenset(
    {"no_session", "captcha_first", "browser_refused", "foreign_login", "http_login", "password_in_foreign_frame"}
)
"""Weathers that only a person meets who has not come in yet."""

_LOSES_THE_SESSION: Final = frozenset({"session_expires", "session_expires_on_save"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """One fault: what the server will do, and which outcomes tell the truth about it.

    `switch` and `request` are the outcomes allowed for controls of these kinds; empty means it does not concern them.
    `times` is how often it strikes before the sky is clear again, None for always;
    `needs` names what a replica must have, separated by commas.
    """

    name: str
    promise: str
    switch: frozenset[str] = frozenset()
    request: frozenset[str] = frozenset()
    times: int | None = None
    needs: str | None = None

    def outcomes_on(self, replica: Replica, kind: str) -> frozenset[str]:
        """The outcomes that tell the truth on this replica: where nobody has a password, a lost session stays lost."""
        if self.name in _LOSES_THE_SESSION and replica.sign_in.passwordless:
            return (self.outcomes[kind] - {"opted_out", "submitted"}) | {"needs_human"}
        return self.outcomes[kind]

    @property
    def outcomes(self) -> dict[str, frozenset[str]]:
        """The allowed outcomes by kind of control."""
        return {"switch": self.switch, "request": self.request}

    def applies_to(self, slug: str, control: str | None = None) -> bool:
        """Whether this weather can happen on the built-in replica of that name (and to that control of it)."""
        replica = load(slug)
        controls = replica.controls if control is None else {control: replica.controls[control]}
        return any(self.outcomes[kind] for kind in controls.values()) and replica.knows_weather(
            self.name, self.needs, tuple(controls)
        )


def _weather(
    name: str, promise: str, switch: str, request: str, *, times: int | None = None, needs: str | None = None
) -> Weather:
    return Weather(
        name=name,
        promise=promise,
        switch=frozenset(switch.split()),
        request=frozenset(request.split()),
        times=times,
        needs=needs,
    )


_OUT, _SENT, _HUMAN, _UNSAFE = "opted_out", "submitted", "needs_human", "unsafe"

ALL: Final = (
    _weather("clear", "Nothing is wrong: the control ends up off, the request arrives once.", _OUT, _SENT),
    # the network
    _weather("slow", "Every answer takes half a second more; it ends well.", _OUT, _SENT),
    _weather("never_answers", "The control's page never answers; it stays on.", "failed", "failed"),
    _weather("too_many_requests", "Two answers of 429 with Retry-After: 1; patience ends well.", _OUT, _SENT, times=2),
    _weather("unavailable_once", "The control's page answers 503 once; it ends well.", _OUT, _SENT, times=1),
    _weather("unavailable", "The control's page always answers 503; it stays on.", "failed", "failed"),
    _weather("reset", "The connection is cut once while the page loads; it ends well.", _OUT, _SENT, times=1),
    _weather(
        "read_fails_once",
        "The page cannot read its setting once, and says: try reloading; it ends well.",
        _OUT,
        "",
        times=1,
        needs="read",
    ),
    # saving
    _weather("save_fails", "Saving answers 500 behind a switch that looks off; it stays on.", "not_saved",
             "not_saved failed needs_human"),
    _weather("save_fails_once", "Saving answers 500 once, then works; off only if it was tried again.", _OUT,
             "submitted not_saved failed needs_human", times=1),
    _weather("save_error_toast", "Saving answers 200 with an error, shown as a toast; it stays on.", "not_saved",
             "not_saved failed needs_human"),
    _weather("save_lies", "Saving answers 200 and stores nothing; it stays on.", "not_saved", ""),
    _weather("reverts_on_reload", "It is stored, and on again by the next load of the page.", "not_saved", ""),
    _weather("answer_lost", "It is stored, and the connection is cut before the answer; a request arrives once only.",
             "opted_out already_out not_saved failed", "failed needs_human not_saved", times=1),
    _weather("late_hydration", "The page draws 'off' first, the real value 1.2 s later, as a fetch ends.", _OUT, "",
             needs="read"),
    _weather("late_hydration_timer", "The page draws 'off' first, the real value by a timer of 1.2 s.", _OUT, "",
             needs="script"),
    _weather("neighbour_moves", "Saving also turns a neighbour on, by the platform's doing; that is no clean success.",
             "not_saved drifted failed", "", needs="neighbour"),
    _weather("confirm_dialog", "A dialog asks 'Turn off' or 'Keep it on'; off once confirmed.", _OUT, "",
             needs="script"),
    _weather("save_button_needed", "Nothing is stored until 'Save' is pressed; it ends well.", _OUT, "",
             needs="script"),
    _weather("password_reconfirm", "Saving asks for the password again; it ends well with one more submission.",
             "opted_out needs_human", "", needs="script, password"),
    # the session
    _weather("session_expires", "The session is lost once, as the control's page loads; it ends well.", _OUT, _SENT,
             times=1),
    _weather("session_expires_on_save", "The session is lost once, as it is saved (401); off only if tried again.",
             "opted_out not_saved needs_human", "submitted not_saved failed needs_human", times=1),
    # signing in
    _weather("challenge", "After the password a device must approve; it stays on.", _HUMAN, _HUMAN,
             needs="password"),
    _weather("captcha", "After the password comes a bot check; it stays on, and the box is not pressed.", _HUMAN,
             _HUMAN, needs="password"),
    _weather("captcha_first", "The bot check comes in place of the sign-in page; nothing is typed.", _HUMAN, _HUMAN),
    _weather("browser_refused", "The sign-in page says that it does not support this browser; nothing is typed.",
             _HUMAN, _HUMAN),
    _weather("code_by_email", "After the password comes a code by e-mail; it stays on.", _HUMAN, _HUMAN,
             needs="password"),
    _weather("no_session", "Nobody has a password here, and no session is at hand; it stays on.", _HUMAN, _HUMAN,
             needs="no password"),
    _weather("account_chooser", "The known account is offered on a card first; it ends well.", _OUT, _SENT,
             needs="password"),
    _weather("save_login_offer", "After the password comes “Save your login info?”; it is not, and it ends well.", _OUT,
             _SENT, needs="password"),
    _weather("phone_offer", "After the password comes “Add a phone number”; none is given, and it ends well.", _OUT,
             _SENT, needs="password"),
    _weather("consent_offer", "After the password a consent is asked for, which can wait; it does, and it ends well.",
             _OUT, _SENT, needs="password"),
    _weather("terms_page", "After the password new terms must be accepted; they are not, and it stays on.", _HUMAN,
             _HUMAN, needs="password"),
    _weather("wrong_password", "The password is refused; it was submitted once.", _HUMAN, _HUMAN, needs="password"),
    _weather("account_locked", "The account is locked after the password; it was submitted once.", _HUMAN, _HUMAN,
             needs="password"),
    _weather("foreign_login", "The sign-in page leads to a host that is not the platform's; nothing is typed there.",
             _UNSAFE, _UNSAFE),
    _weather("http_login", "The sign-in page leads to plain http; nothing is typed there.", _UNSAFE, _UNSAFE),
    _weather("password_in_foreign_frame", "The password field lies in a frame of another host; nothing is typed.",
             _UNSAFE, _UNSAFE),
    # overlays
    _weather("cookie_banner", "A cookie banner covers the page; refused or closed, and it ends well.", _OUT, _SENT),
    _weather("survey_overlay", "A survey covers the page; closed, and it ends well.", _OUT, _SENT),
    _weather("tour_overlay", "A tour of new features covers the page; skipped, and it ends well.", _OUT, _SENT),
    _weather("terms_dialog", "New terms must be accepted to go on; they are not, and it stays on.", _HUMAN, _HUMAN),
    # what is offered
    _weather("region", "The page says that it is not offered in this country.", "unavailable", "unavailable"),
    _weather("locked_by_organisation", "The control is on and disabled, managed by an organisation.", "locked", ""),
    _weather("disabled_off", "The control is off and disabled.", "already_out", ""),
    _weather("missing_control", "Only look-alikes are left on the page; none is touched.", "drifted", "drifted"),
    _weather("deep_link_gone", "The known address answers 404; the menu leads to the new one.", _OUT, _SENT,
             needs="moved"),
)  # fmt: skip

_BY_NAME: Final = {weather.name: weather for weather in ALL}


def named(name: str) -> Weather:
    """The weather of that name, raising InputError where there is none."""
    if name not in _BY_NAME:
        raise InputError(f"weather {name!r}", "there is no such weather", f"choose from {', '.join(sorted(_BY_NAME))}")
    return _BY_NAME[name]


class Sky:
    """The weather over one person (or over all strangers of one platform), with what is left of each fault."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._left: dict[str, int | None] = {}
        for text in names:
            name, _, times = text.partition(":")
            self._left[named(name).name] = int(times) if times else named(name).times

    def __contains__(self, name: object) -> bool:
        return self._left.get(str(name), 0) != 0

    def strikes(self, name: str) -> bool:
        """Whether this fault strikes now; one with a count is used up by one."""
        if name not in self:
            return False
        left = self._left[name]
        if left is not None:
            self._left[name] = left - 1
        return True

    def names(self) -> list[str]:
        """What is still in the air, for the page's own script."""
        return sorted(name for name in self._left if name in self)
