"""What a sign-in may ask for, in the languages of the lexicon: as people read it there, not as the lexicon has it."""

from __future__ import annotations

import pytest
from tests.engine.test_gates import Page

from untrain.engine import words
from untrain.engine.gates import Gate

SAID: dict[str, dict[Gate, str]] = {
    "de": {
        Gate.LOCKED_OUT: "Dein Konto wurde gesperrt.",
        Gate.APPROVAL: "Bestätige auf deinem Handy, dass du es bist.",
        Gate.BOT_CHECK: "Bitte bestätige, dass du kein Roboter bist.",
        Gate.CHOOSER: "Willkommen zurück",
        Gate.OFFER: "Nicht jetzt",
    },
    "fr": {
        Gate.LOCKED_OUT: "Votre compte a été verrouillé.",
        Gate.APPROVAL: "Approuvez la connexion sur votre téléphone.",
        Gate.BOT_CHECK: "Confirmez que vous n’êtes pas un robot.",
        Gate.CHOOSER: "Choisissez un compte",
        Gate.OFFER: "Pas maintenant",
    },
    "es": {
        Gate.LOCKED_OUT: "Tu cuenta ha sido bloqueada.",
        Gate.APPROVAL: "Aprueba el inicio de sesión en tu teléfono.",
        Gate.BOT_CHECK: "Confirma que no eres un robot.",
        Gate.CHOOSER: "Elige una cuenta",
        Gate.OFFER: "Ahora no",
    },
    "it": {
        Gate.LOCKED_OUT: "Il tuo account è stato bloccato.",
        Gate.APPROVAL: "Approva l’accesso sul tuo telefono.",
        Gate.BOT_CHECK: "Conferma di non essere un robot.",
        Gate.CHOOSER: "Scegli un account",
        Gate.OFFER: "Non ora",
    },
    "pt": {
        Gate.LOCKED_OUT: "Sua conta foi bloqueada.",
        Gate.APPROVAL: "Aprove o login no seu celular.",
        Gate.BOT_CHECK: "Confirme que você não é um robô.",
        Gate.CHOOSER: "Escolha uma conta",
        Gate.OFFER: "Agora não",
    },
    "nl": {
        Gate.LOCKED_OUT: "Je account is geblokkeerd.",
        Gate.APPROVAL: "Keur de aanmelding goed op je telefoon.",
        Gate.BOT_CHECK: "Bevestig dat je geen robot bent.",
        Gate.CHOOSER: "Kies een account",
        Gate.OFFER: "Niet nu",
    },
    "pl": {
        Gate.LOCKED_OUT: "Twoje konto zostało zablokowane.",
        Gate.APPROVAL: "Zatwierdź logowanie na swoim telefonie.",
        Gate.BOT_CHECK: "Potwierdź, że nie jesteś robotem.",
        Gate.CHOOSER: "Wybierz konto",
        Gate.OFFER: "Nie teraz",
    },
    "ja": {
        Gate.LOCKED_OUT: "アカウントがロックされています。",
        Gate.APPROVAL: "スマートフォンでログインを承認してください。",
        Gate.BOT_CHECK: "ロボットではないことを確認してください。",
        Gate.CHOOSER: "アカウントを選択",
        Gate.OFFER: "後で",
    },
}

REFUSED = {
    "de": "Das eingegebene Passwort ist falsch.",
    "fr": "Le mot de passe est incorrect.",
    "es": "La contraseña es incorrecta.",
    "it": "La password non è corretta.",
    "pt": "A senha está incorreta.",
    "nl": "Het wachtwoord is onjuist.",
    "pl": "Hasło jest nieprawidłowe.",
    "ja": "パスワードが正しくありません。",
}


@pytest.mark.parametrize(
    ("gate", "text"),
    [(gate, text) for said in SAID.values() for gate, text in said.items()],
    ids=[f"{language}-{gate}" for language, said in SAID.items() for gate in said],
)
def test_what_a_page_wants_is_known_in_each_language(gate: Gate, text: str) -> None:
    """On a short page at a signed-out address, by its words alone."""
    shows = f'- button "{text}" [ref=e1]' if gate is Gate.OFFER else f"- paragraph [ref=p1]: {text}"

    assert gate is Page(shows=shows).gate()


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_refused_password_is_known_in_each_language(text: str) -> None:
    """So that it is never submitted again."""
    assert words.says("wrong_password", text)
