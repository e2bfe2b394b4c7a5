"""Every weather does what it promises, and nothing else."""

from __future__ import annotations

import time
from http.client import BadStatusLine
from typing import cast

import pytest
from tests.lab.conftest import Opened
from tests.lab.test_lab import ADA, API, DPRO, OBJECTION, SETTING
from tests.lab.visitor import Visitor, csrf, linkedin_sign_in

from untrain.lab import ALL, FOREIGN_HOST, Lab, cases, ordinary
from untrain.lab.standing import Standing
from untrain.lab.weather import named
from untrain.model.errors import InputError
from untrain.model.outcome import Outcome

LOGIN = "https://www.linkedin.com/login"


def signed_in(open_lab: Opened, *weather: str) -> tuple[Lab, Visitor, Standing]:
    lab, visitor = open_lab(ordinary("linkedin", *weather))
    linkedin_sign_in(visitor, ADA)
    return lab, visitor, lab.person("linkedin", ADA.username)


def switch_off(visitor: Visitor) -> int:
    return visitor.post(API, {"value": False}, csrf_token=csrf(visitor)).status


@pytest.mark.parametrize("weather", ALL, ids=lambda one: one.name)
def test_outcomes_are_words_of_the_contract(weather: object) -> None:
    """What a weather allows are outcomes that exist, and it allows at least one."""
    allowed = named(str(getattr(weather, "name"))).outcomes  # noqa: B009 -- parametrised values are objects
    assert set().union(*allowed.values()) <= {str(one) for one in Outcome}
    assert any(allowed.values())


def test_the_cases_leave_out_what_cannot_happen() -> None:
    """A form has no late hydration, LinkedIn's page no neighbour, and hosts that are https-only no plain http; where
    nobody has a password, nothing comes after it."""
    found = {(slug, control, weather.name) for slug, control, weather, _ in cases()}
    assert ("x", "grok-training", "neighbour_moves") in found
    assert ("linkedin", "generative-ai-improvement", "neighbour_moves") not in found
    assert ("facebook", "ai-training-objection", "late_hydration") not in found
    assert ("facebook", "ai-training-objection", "http_login") not in found
    assert ("linkedin", "generative-ai-improvement", "http_login") in found
    assert ("linkedin", "generative-ai-improvement", "terms_page") in found
    assert ("medium", "third-party-ai", "terms_page") not in found


def test_an_unknown_weather_is_a_clear_error() -> None:
    """A weather that does not exist is refused with the names that do."""
    with pytest.raises(InputError, match="late_hydration"):
        Lab(["linkedin"], weather=["hail"])


def test_slow(open_lab: Opened) -> None:
    """Every answer takes half a second more."""
    _, visitor, _ = signed_in(open_lab, "slow")
    begun = time.monotonic()
    visitor.get(SETTING)
    assert time.monotonic() - begun >= 0.5


def test_too_many_requests(open_lab: Opened) -> None:
    """Twice 429 with Retry-After, then the page."""
    _, visitor, _ = signed_in(open_lab, "too_many_requests")
    answers = [visitor.get(SETTING) for _ in range(3)]
    assert [429, 429, 200] == [one.status for one in answers]
    assert "1" == answers[0].headers["retry-after"]


def test_unavailable(open_lab: Opened) -> None:
    """Always 503 at the control, while the rest of the platform is well."""
    _, visitor, _ = signed_in(open_lab, "unavailable")
    assert [503, 503, 200] == [visitor.get(url).status for url in (SETTING, SETTING, "https://www.linkedin.com/feed/")]


def test_unavailable_once(open_lab: Opened) -> None:
    """503 once, then the page."""
    _, visitor, _ = signed_in(open_lab, "unavailable_once")
    assert [503, 200] == [visitor.get(SETTING).status for _ in range(2)]


def test_counts_can_be_given(open_lab: Opened) -> None:
    """A weather with a number strikes as often as it says."""
    _, visitor, _ = signed_in(open_lab, "unavailable_once:3")
    assert [503, 503, 503, 200] == [visitor.get(SETTING).status for _ in range(4)]


def test_weather_over_the_whole_lab(open_lab: Opened) -> None:
    """What hangs over the whole lab concerns strangers and sign-in pages too."""
    _, visitor = open_lab(ADA, weather=("unavailable",))
    assert 503 == visitor.get(LOGIN).status


def test_reset(open_lab: Opened) -> None:
    """The connection is cut once, then the page comes."""
    _, visitor, _ = signed_in(open_lab, "reset")
    with pytest.raises((ConnectionResetError, BadStatusLine)):
        visitor.get(SETTING)
    assert 200 == visitor.get(SETTING).status


def test_never_answers(open_lab: Opened) -> None:
    """The control's page never answers, others do."""
    _, visitor, _ = signed_in(open_lab, "never_answers")
    visitor.patience = 0.3
    with pytest.raises(TimeoutError):
        visitor.get(SETTING)
    assert 200 == visitor.get("https://www.linkedin.com/feed/").status


def test_read_fails_once(open_lab: Opened) -> None:
    """The setting cannot be read once."""
    _, visitor, _ = signed_in(open_lab, "read_fails_once")
    assert [500, 200] == [visitor.get(API, script=True).status for _ in range(2)]


def test_late_hydration(open_lab: Opened) -> None:
    """The real value takes more than a second to come."""
    _, visitor, _ = signed_in(open_lab, "late_hydration")
    begun = time.monotonic()
    visitor.get(API, script=True)
    assert time.monotonic() - begun >= 1.2


@pytest.mark.parametrize(
    ("weather", "statuses", "left"),
    [
        ("save_fails", [500, 500], "on"),
        ("save_fails_once", [500, 200], "off"),
        ("save_error_toast", [200, 200], "on"),
        ("save_lies", [200, 200], "on"),
        ("locked_by_organisation", [403, 403], "on"),
        ("disabled_off", [403, 403], "off"),
        ("terms_dialog", [403, 403], "on"),
        ("password_reconfirm", [403, 403], "on"),
        ("session_expires_on_save", [401, 401], "on"),
    ],
)
def test_saving(open_lab: Opened, weather: str, statuses: list[int], left: str) -> None:
    """Saving twice answers like this, and leaves the control like that."""
    _, visitor, ada = signed_in(open_lab, weather)
    assert statuses == [switch_off(visitor) for _ in range(2)]
    assert left == ada.data_use("generative-ai-improvement")


def test_answer_lost(open_lab: Opened) -> None:
    """It is stored, and nobody hears of it."""
    _, visitor, ada = signed_in(open_lab, "answer_lost")
    with pytest.raises((ConnectionResetError, BadStatusLine)):
        switch_off(visitor)
    assert "off" == ada.data_use("generative-ai-improvement")


def test_reverts_on_reload(open_lab: Opened) -> None:
    """It is stored, until somebody loads the page."""
    _, visitor, ada = signed_in(open_lab, "reverts_on_reload")
    switch_off(visitor)
    assert "off" == ada.data_use("generative-ai-improvement")
    visitor.get(SETTING)
    assert "on" == ada.data_use("generative-ai-improvement")
    assert ["visitor", "weather"] == [entry.by for entry in ada.journal]


def test_password_reconfirm(open_lab: Opened) -> None:
    """After the password was given once more, it is saved, and both submissions are known."""
    _, visitor, ada = signed_in(open_lab, "password_reconfirm")
    visitor.post("https://www.linkedin.com/__lab/reconfirm", {"password": ADA.password})
    assert 200 == switch_off(visitor)
    assert [True, True] == [one.expected for one in ada.password_submissions]


def test_neighbour_moves(open_lab: Opened) -> None:
    """Saving also moves a neighbour, and the journal says that it was not the visitor."""
    ada = ordinary("x", "neighbour_moves")
    lab, visitor = open_lab(ada)
    visitor.post("https://x.com/i/api/onboarding/task", {"username_or_email": ada.username, "password": ada.password})
    url = "https://x.com/i/api/graphql/1/XaiDataSharingSettingsMutation"
    visitor.post(url, {"variables": {"allowXaiDataSharing": False}}, x_csrf_token=visitor.cookies["x.com"]["ct0"])
    person = lab.person("x", ada.username)
    assert (False, True) == (person.settings["allow_xai_data_sharing"], person.settings["allow_grok_memory"])
    assert {"allow_xai_data_sharing"} == person.touched()


def test_session_expires(open_lab: Opened) -> None:
    """The session is lost once, as the control’s page is loaded again after the landing; a new sign-in holds."""
    _, visitor, ada = signed_in(open_lab, "session_expires")
    assert 200 == visitor.get(SETTING).status
    assert "/login" in visitor.get(SETTING).headers["location"]
    linkedin_sign_in(visitor, ADA)
    assert 200 == visitor.get(SETTING).status
    assert 2 == ada.sign_ins


def test_session_expires_on_a_page_that_all_can_see(open_lab: Opened) -> None:
    """Where the control's page is open to all, it is the same page, and knows nobody."""
    ada = ordinary("copilot", "session_expires")
    lab, visitor = open_lab(ada)
    for cookie in cast(list[dict[str, str]], lab.open_session(ada)["cookies"]):
        visitor.cookies.setdefault(cookie["domain"], {})[cookie["name"]] = cookie["value"]
    settings, page = "https://copilot.microsoft.com/c/api/user/settings", "https://copilot.microsoft.com/"
    assert (page, 200) == (visitor.follow(page)[0], visitor.follow(page)[1].status)
    assert 401 == visitor.get(settings, script=True).status


@pytest.mark.parametrize(
    ("weather", "step"),
    [("challenge", "challenge"), ("captcha", "captcha"), ("account_locked", "locked"), ("code_by_email", "code")],
)
def test_the_right_password_is_not_enough(open_lab: Opened, weather: str, step: str) -> None:
    """After the right password the platform stops the person, on a page of its own, without a session."""
    lab, visitor = open_lab(ordinary("linkedin", weather))
    told = linkedin_sign_in(visitor, ADA).json
    assert step == told["step"]
    assert 200 == visitor.get("https://www.linkedin.com" + told["location"]).status
    assert 0 == lab.person("linkedin", ADA.username).sign_ins


@pytest.mark.parametrize(
    ("weather", "words"),
    [
        ("save_login_offer", "Save your login info?"),
        ("phone_offer", "Add a phone number"),
        ("consent_offer", "With your consent"),
        ("terms_page", "accept our new Terms"),
    ],
)
def test_a_page_comes_between(open_lab: Opened, weather: str, words: str) -> None:
    """After the right password the person is in, and a page comes first; nothing of it is accepted by itself."""
    lab, visitor = open_lab(ordinary("linkedin", weather))
    told = linkedin_sign_in(visitor, ADA).json
    assert words in visitor.get("https://www.linkedin.com" + told["location"]).text
    assert (1, []) == (lab.person("linkedin", ADA.username).sign_ins, lab.notes)


def test_account_chooser(open_lab: Opened) -> None:
    """The known account is on a card; once it is chosen, the sign-in page follows."""
    _, visitor = open_lab(ordinary("linkedin", "account_chooser"))
    assert ADA.username in visitor.get(LOGIN).text
    assert "Choose an account" not in visitor.get(LOGIN + "?chosen=1").text


def test_browser_refused(open_lab: Opened) -> None:
    """The sign-in page does not support this browser."""
    _, visitor = open_lab(ordinary("linkedin", "browser_refused"))
    assert "not supported" in visitor.get(LOGIN).text


def test_wrong_password(open_lab: Opened) -> None:
    """The right password is refused."""
    lab, visitor = open_lab(ordinary("linkedin", "wrong_password"))
    assert "wrong_password" == linkedin_sign_in(visitor, ADA).json["error"]
    assert 1 == len(lab.person("linkedin", ADA.username).password_submissions)


def test_foreign_login(open_lab: Opened) -> None:
    """The sign-in page leads to a host that is nobody's."""
    _, visitor = open_lab(ordinary("linkedin", "foreign_login"))
    url, answer = visitor.follow(LOGIN)
    assert url.startswith(f"https://{FOREIGN_HOST}/")
    assert 'type="password"' in answer.text


def test_http_login(open_lab: Opened) -> None:
    """The sign-in page leads to plain http, and is served there."""
    _, visitor = open_lab(ordinary("linkedin", "http_login"))
    url, answer = visitor.follow(LOGIN)
    assert "http://www.linkedin.com/login" == url
    assert 200 == answer.status


def test_password_in_foreign_frame(open_lab: Opened) -> None:
    """The platform's own page holds a frame of somebody else, with the password in it."""
    _, visitor = open_lab(ordinary("linkedin", "password_in_foreign_frame"))
    answer = visitor.get(LOGIN)
    assert f'<iframe src="https://{FOREIGN_HOST}/' in answer.text
    assert 'type="password"' not in answer.text


def test_captcha_first(open_lab: Opened) -> None:
    """A bot check stands in place of the sign-in page."""
    _, visitor = open_lab(ordinary("linkedin", "captcha_first"))
    assert 'id="captcha-internal"' in visitor.get(LOGIN).text


@pytest.mark.parametrize(
    ("weather", "words"),
    [
        ("cookie_banner", "COOKIE_CONSENT"),
        ("survey_overlay", "How are we doing?"),
        ("tour_overlay", "Take a short tour"),
        ("terms_dialog", "Accept and continue"),
    ],
)
def test_overlays(open_lab: Opened, weather: str, words: str) -> None:
    """An overlay lies over the control's page in its weather only."""
    _, visitor, _ = signed_in(open_lab, weather)
    assert words in visitor.get(SETTING).text
    _, visitor, _ = signed_in(open_lab)
    assert words not in visitor.get(SETTING).text


def test_cookies_once_refused_are_not_asked_about_again(open_lab: Opened) -> None:
    """A refusal is remembered, and no acceptance is."""
    _, visitor, ada = signed_in(open_lab, "cookie_banner")
    visitor.post("https://www.linkedin.com/__lab/decline/cookies", {})
    assert "COOKIE_CONSENT" not in visitor.get(SETTING).text
    assert [] == ada.accepted


def test_what_was_accepted_is_remembered(open_lab: Opened) -> None:
    """Whoever accepts terms is remembered for it, and may go on."""
    _, visitor, ada = signed_in(open_lab, "terms_dialog")
    visitor.post("https://www.linkedin.com/__lab/accept/terms_dialog", {})
    assert ["terms_dialog"] == ada.accepted
    assert 200 == switch_off(visitor)


def test_region(open_lab: Opened) -> None:
    """The page says that it is not offered here, and the form is refused."""
    _, visitor, ada = signed_in(open_lab, "region")
    assert "isn’t available in your country" in visitor.get(SETTING).text
    assert 403 == visitor.post_form(DPRO, OBJECTION).status
    assert 0 == ada.received("data-processing-objection")


def test_missing_control(open_lab: Opened) -> None:
    """Only a look-alike is left where the control was."""
    _, visitor, _ = signed_in(open_lab, "missing_control")
    page = visitor.get(SETTING).text
    assert "allowDataForGenerativeAI" not in page
    assert "allowAnonymizedDataResearch" in page


def test_deep_link_gone(open_lab: Opened) -> None:
    """The old address is gone, the menu leads to the new one, which did not exist before."""
    new = "/mypreferences/d/settings/data-use-generative-ai"
    _, visitor, _ = signed_in(open_lab, "deep_link_gone")
    assert 404 == visitor.get(SETTING).status
    assert new in visitor.get("https://www.linkedin.com/mypreferences/d/categories/privacy").text
    assert 200 == visitor.get("https://www.linkedin.com" + new).status
    _, visitor, _ = signed_in(open_lab)
    assert 404 == visitor.get("https://www.linkedin.com" + new).status


@pytest.mark.parametrize(("weather", "status"), [("save_fails", 500), ("save_error_toast", 200), ("unavailable", 503)])
def test_a_request_that_fails_does_not_arrive(open_lab: Opened, weather: str, status: int) -> None:
    """Where the answer to a request is an error, it did not arrive."""
    _, visitor, ada = signed_in(open_lab, weather)
    assert status == visitor.post_form(DPRO, OBJECTION).status
    assert 0 == ada.received("data-processing-objection")


def test_a_request_whose_answer_is_lost_has_arrived(open_lab: Opened) -> None:
    """Where the answer is lost, the request is there, once."""
    _, visitor, ada = signed_in(open_lab, "answer_lost")
    with pytest.raises((ConnectionResetError, BadStatusLine)):
        visitor.post_form(DPRO, OBJECTION)
    assert 1 == ada.received("data-processing-objection")
