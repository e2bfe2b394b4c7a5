from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from untrain.engine import words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Privacy & Safety", "privacy and safety"),
        ("don’t  use\u00a0my data", "don't use my data"),
        ("«L’IA» – générative…", '"l\'ia" - générative...'),
        ("ＡＩ Training", "ai training"),  # full-width letters
        ("train\u00ading\u200b", "training"),  # a soft hyphen, and a space without width
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("R&D", "r&d"),
    ],
)
def test_texts_are_folded_to_what_a_person_reads(text: str, folded: str) -> None:
    """Case, kinds of quotes, dashes and spaces make no difference; "&" reads "and"."""
    assert folded == words.fold(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Use my data for AI training: On", "use my data for ai training"),
        ("Data for Generative AI Improvement Off", "data for generative ai improvement"),
        ("Daten für KI – Ein", "daten für ki"),
        ("Blocked accounts (12)", "blocked accounts"),
        ("Apps [3+]", "apps"),
        ("“Use my data.”", "use my data"),
        ("On", "on"),  # nothing else is left of it
        ("Turn On", "turn on"),
        ("Grok & Third-party Collaborators", "grok and third party collaborators"),
    ],
)
def test_counts_and_a_trailing_state_do_not_count(text: str, plain: str) -> None:
    """A row is the same row whatever its state and its count are today."""
    assert plain == words.plain(text)


def test_the_same_words_are_the_same() -> None:
    """Wordings are the same once folded; nothing is the same as no words."""
    assert words.same("Grok & Third‑party Collaborators", "Grok and third-party collaborators")
    assert words.same("Use my data: On", "use my data")
    assert not words.same("Use my data", "Do not use my data")
    assert not words.same("", "")


def test_a_reworded_label_is_near_and_a_neighbour_is_not() -> None:
    """Small changes of wording stay near; another setting with the same beginning does not come near."""
    label = "Use my data for training content creation AI models"

    assert words.NEAR <= words.likeness("Use my data for training content-creating AI models", label)
    assert words.NEAR > words.likeness("Use my data for advertising", label)
    assert 0 == words.likeness("", label)


@pytest.mark.parametrize(
    ("concept", "text", "spoken"),
    [
        ("ads", "Show me ads", ("en",)),
        ("train", "pretraining data", ("en",)),
        ("ai", "AI-powered", ("en",)),
        ("negate", "ne les utilisez pas", ("fr",)),
        ("train", "AI学習に使用する", ("ja",)),  # no spaces: found within
        ("ai", "生成AIの学習", ("ja",)),  # the Latin word, too
        ("ai", "KI-Modelle", ("de",)),
        ("train", "entraîner l’IA", ("fr",)),
    ],
)
def test_a_meaning_is_found_in_its_language(concept: str, text: str, spoken: tuple[str, ...]) -> None:
    """A concept's words are found with their endings, across the words that stand between, in their own script."""
    assert words.says(concept, text, spoken=spoken)


@pytest.mark.parametrize(
    ("concept", "text", "spoken"),
    [
        ("ads", "Read my address", ("en",)),  # "ads" is a whole word
        ("ai", "Said by email, available again", ("en",)),
        ("ai", "Maintain the chair", ("en",)),
        ("train", "The strain of constraint", ("en",)),
        ("on", "Only one", ("en",)),
        ("negate", "Notes and notices", ("en",)),
    ],
)
def test_a_word_within_another_word_is_not_that_word(concept: str, text: str, spoken: tuple[str, ...]) -> None:
    """In scripts with spaces only whole words count."""
    assert not words.says(concept, text, spoken=spoken)


def test_a_whole_text_says_a_state_or_it_does_not() -> None:
    """A state is the whole text, not a word of it."""
    assert words.says("on", "On", whole=True)
    assert words.says("off", " AUS. ", whole=True)
    assert words.says("off", "Wył.", whole=True)
    assert words.says("off", "オフ", whole=True)
    assert not words.says("off", "Turn off and delete activity", whole=True)
    assert not words.says("on", "Turn it on", whole=True)


@pytest.mark.parametrize(
    ("concept", "text"), [("accept", "Accept"), ("accept", "I accept"), ("delete", "Delete"), ("delete", "Löschen")]
)
def test_a_whole_text_may_be_a_form_of_a_word(concept: str, text: str) -> None:
    """A word that is known by its beginning is known as a whole text, too."""
    assert words.says(concept, text, whole=True)


def test_each_place_is_found_once() -> None:
    """Words that several languages share are counted once for each place they stand at."""
    assert 2 == len(words.find("negate", "stop, and never again", spoken=("en", "nl")))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Privacy settings for your account and the data you share with us"),
        ("de", "Einstellungen für Ihre Daten und der Datenschutz, mit Widerspruch"),
        ("fr", "Les paramètres de confidentialité pour vos données et votre compte"),
        ("es", "La configuración de privacidad para los datos de tu cuenta"),
        ("it", "Le impostazioni per i tuoi dati e la privacy di che hai bisogno"),
        ("nl", "De instellingen voor je gegevens en het delen van jouw berichten"),
        ("pl", "Ustawienia prywatność oraz moje dane dla twoich aplikacji"),
        ("ja", "プライバシーの設定を確認して、データの使用を管理します"),
        ("zh", "管理您的隐私设置和数据"),
        ("ko", "개인정보 설정을 확인하고 데이터를 관리합니다"),
        ("tr", "Bu ayarlar ve gizlilik için verilerimin kullanımı"),
    ],
)
def test_a_page_is_read_in_its_own_language(language: str, text: str) -> None:
    """The language of a page is guessed from its common words, and English is always read along."""
    assert (language, *(() if language == "en" else ("en",))) == words.spoken_in(text)


def test_a_page_of_few_words_is_read_in_every_language() -> None:
    """Where the language is not plain, none is left out."""
    assert words.languages() == words.spoken_in("Grok")


ODD = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" &\n\t’…İßﬁＡ\u00a0\u00ad")))
"""Any text, with more than its share of what folding touches."""


@given(ODD)
@example("Privacy\n& Safety")
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is folded."""
    assert words.fold(text) == words.fold(words.fold(text))


@given(ODD)
def test_plain_words_stay_plain(text: str) -> None:
    """A text that was reduced to its words keeps them, but for a state that came to stand at the end."""
    plain = words.plain(text)

    assert plain == " ".join(plain.split())
    assert plain.startswith(words.plain(plain))


@given(st.text(), st.sampled_from(["On", "Off", "Ein", "Desactivado", "(3)"]))
def test_a_state_more_changes_nothing(text: str, state: str) -> None:
    """Two or more words stay the same words when a state is written behind them."""
    label = f"Use data {text} here"

    assert words.plain(label) == words.plain(f"{label} {state}")
