"""The platforms of the bench."""

from __future__ import annotations

from typing import Final

from bench.drift.facts import Facts
from bench.drift.words_linkedin import LINKEDIN
from bench.drift.words_x import X

PLATFORMS: Final[dict[str, Facts]] = {
    "linkedin": Facts(
        slug="linkedin",
        control="generative-ai-improvement",
        name="LinkedIn",
        company="LinkedIn",
        host="www.linkedin.com",
        hosts=("www.linkedin.com", "linkedin.com"),
        login="/login",
        login_label=("Email or phone", "Password"),
        login_submit=("Continue", "Sign in"),
        two_steps=False,
        auth="/checkpoint/lg/login-submit",
        next_query="session_redirect",
        home="/feed/",
        index="/mypreferences/d",
        parent="/mypreferences/d/categories/privacy",
        deep="/mypreferences/d/settings/data-for-ai-improvement",
        fresh="/mypreferences/d/settings/ai-models-and-you",
        key="allowDataForGenerativeAI",
        save="/mysettings-api/settingsApiSettings/{key}",
        widget="switch_input",
        arrange="labelledby",
        own_keys=(),
        cookies={"li_at": "{token}", "liap": "true", "JSESSIONID": '"ajax:{number}"'},
        words=LINKEDIN,
        menu_links={
            "index": ("Account preferences", "Sign in & security", "Visibility", "Advertising data", "Notifications"),
            "parent": (
                "Manage your data and activity",
                "Get a copy of your data",
                "Manage cookie preferences",
                "Personal demographic information",
                "Social, economic, and workplace research",
            ),
            "side": ("Account preferences", "Sign in & security", "Visibility", "Data privacy", "Advertising data"),
        },
    ),
    "x": Facts(
        slug="x",
        control="grok-training",
        name="X",
        company="xAI",
        host="x.com",
        hosts=("x.com", "twitter.com", "help.x.com", "privacy.x.com"),
        login="/i/flow/login",
        login_label=("Email or username", "Password"),
        login_submit=("Continue", "Log in"),
        two_steps=True,
        auth="/i/api/1.1/onboarding/task.json",
        next_query="redirect_after_login",
        home="/home",
        index="/settings",
        parent="/settings/privacy_and_safety",
        deep="/settings/grok_settings",
        fresh="/settings/ai_collaborators",
        key="allowXaiDataSharing",
        save="/i/api/graphql/{release}/{operation}",
        widget="hidden_input",
        arrange="wrap",
        own_keys=("allow_xai_personalization", "allow_grok_memory"),
        cookies={"auth_token": "{token}", "ct0": "{number}", "twid": "u%3D{number}"},
        words=X,
        neighbour_keys=("allow_xai_personalization", "allow_grok_memory"),
        neighbour_on=(True, True),
        menu_links={
            "index": ("Your account", "Premium", "Security and account access", "Notifications", "Accessibility"),
            "parent": (
                "Audience, media and tagging",
                "Your posts",
                "Ads preferences",
                "Inferred identity",
                "Data sharing with business partners",
                "Location information",
            ),
            "side": ("Home", "Explore", "Notifications", "Messages", "Bookmarks"),
        },
    ),
}
