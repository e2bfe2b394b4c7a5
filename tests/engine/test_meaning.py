from __future__ import annotations

import pytest

from untrain.engine.meaning import allowed_look_alikes, meaning
from untrain.model.flow import OnMeans

USE, EXCLUDE = OnMeans.USE, OnMeans.EXCLUDE

TRAINING = [
    # said plainly, the data is used when it is on
    ("en", "Use my data for training content creation AI models", USE),
    ("en", "Allow your public data to be used for training and fine-tuning", USE),
    ("en", "Help improve our AI models with your conversations", USE),
    ("en", "Include my recordings in AI training", USE),
    ("de", "Ihre Daten zum Schulen von KI-Modellen verwenden, um Inhalte zu erstellen", USE),
    ("de", "Meine Inhalte zum Trainieren generativer KI nutzen", USE),
    ("fr", "Utiliser mes données pour entraîner des modèles d’IA de création de contenu", USE),
    ("fr", "Autoriser l’entraînement de l’IA avec mes contenus", USE),
    ("es", "Usar mis datos para entrenar modelos de IA", USE),
    ("it", "Usa i miei dati per addestrare i modelli di IA", USE),
    ("pt", "Usar meus dados para treinar modelos de IA para criar conteúdos", USE),
    ("nl", "Mijn gegevens gebruiken voor training van AI-modellen waarmee content wordt gemaakt", USE),
    ("pl", "Użyj moich danych do trenowania modeli AI służących do tworzenia treści", USE),
    ("ja", "AIモデルの学習にデータの使用を許可する", USE),
    ("zh", "允许使用我的数据训练人工智能模型", USE),
    ("ko", "AI 모델 학습에 내 데이터 사용 허용", USE),
    ("tr", "Yapay zekâ modellerini eğitmek için verilerimi kullan", USE),
    ("ar", "السماح باستخدام بياناتي لتدريب نماذج الذكاء الاصطناعي", USE),
    # the other way round: on keeps the data out
    ("en", "Don’t use my data to train AI models", EXCLUDE),
    ("en", "Exclude my posts from AI training", EXCLUDE),
    ("en", "Opt out of AI model training", EXCLUDE),
    ("en", "Prevent third-party AI from training on my content", EXCLUDE),
    ("en", "Block AI training on my data", EXCLUDE),
    ("en", "Object to your information being used to train AI", EXCLUDE),
    ("de", "Meine Daten nicht zum Trainieren von KI verwenden", EXCLUDE),
    ("de", "Meine Inhalte vom KI-Training ausschließen", EXCLUDE),
    ("fr", "Ne pas utiliser mes données pour entraîner l’IA", EXCLUDE),
    ("fr", "Exclure mes contenus de l’entraînement de l’IA", EXCLUDE),
    ("es", "No usar mis datos para entrenar la IA", EXCLUDE),
    ("it", "Non usare i miei dati per addestrare l’IA", EXCLUDE),
    ("pt", "Não usar meus dados para treinar a IA", EXCLUDE),
    ("nl", "Mijn gegevens niet gebruiken om AI te trainen", EXCLUDE),
    ("pl", "Nie używaj moich danych do trenowania AI", EXCLUDE),
    ("ja", "AIの学習にデータを使用しない", EXCLUDE),
    ("zh", "不使用我的数据训练人工智能", EXCLUDE),
    ("ko", "AI 학습에 내 데이터 사용 안 함", EXCLUDE),
    ("tr", "Yapay zekâ eğitiminde verilerim kullanılmasın", EXCLUDE),
    ("ar", "عدم استخدام بياناتي لتدريب الذكاء الاصطناعي", EXCLUDE),
    # a double negative is none
    ("en", "Do not exclude my data from AI training", USE),
    ("en", "Don’t block AI training on my posts", USE),
    ("de", "Meine Daten nicht vom KI-Training ausschließen", USE),
    ("fr", "Ne pas exclure mes données de l’entraînement de l’IA", USE),
    ("es", "No excluir mis datos del entrenamiento de la IA", USE),
    ("nl", "Mijn gegevens niet uitsluiten van AI-training", USE),
]

# Reworded as a redesign or a translator would: the noun instead of the verb, "learn" instead of "train", the verb last.
REWORDED = [
    ("en", "AI learning from my content", None),
    ("en", "Don't let AI learn from my posts", EXCLUDE),
    ("en", "No AI training on my content", EXCLUDE),
    ("de", "Modelltraining mit meinen Daten", None),
    ("de", "Meine Beiträge und Inhalte vom KI-Training ausschließen", EXCLUDE),
    ("fr", "Autoriser l’apprentissage de l’IA sur mes contenus", USE),
    ("fr", "Aucun entraînement de l’IA avec mes données", EXCLUDE),
    ("es", "Impedir que la IA aprenda de mis publicaciones", EXCLUDE),
    ("it", "Aiuta ad addestrare i nostri modelli", USE),
    ("it", "Nessun addestramento dell’IA con i miei dati", EXCLUDE),
    ("pt", "Permitir o uso dos meus chats no treinamento de IA", USE),  # "no" is "in the"
    ("pt", "Impedir que a IA aprenda com minhas publicações", EXCLUDE),
    ("nl", "Voorkomen dat AI van mijn berichten leert", EXCLUDE),
    ("pl", "Trenuj AI na moich postach i aktywności", None),
    ("pl", "Nie trenuj AI na moich danych", EXCLUDE),
    ("ja", "AIの学習", None),
    ("ja", "AIトレーニングに使用することを許可しない", EXCLUDE),
    ("ja", "自分のコンテンツをAIの学習に使わせない", EXCLUDE),
]
NOT_TRAINING = [
    ("en", "Personalized ads based on your activity", "ads"),
    ("en", "Allow X to personalize your experience with Grok", "personalise"),
    ("en", "Allow Grok to remember your conversation history", "memory"),
    ("en", "Delete conversation history", "delete"),
    ("en", "Share data with academic researchers", "research"),
    ("en", "Show AI-powered features such as writing suggestions", "features"),
    ("en", "Send crash reports and diagnostics", "analytics"),
    ("en", "E-mail me about news on AI", "contact"),
    ("en", "Let search engines show my profile", "visibility"),
    ("en", "Share data with business partners", "third_party"),
    ("de", "Personalisierte Werbung anzeigen", "ads"),
    ("de", "Verlauf der Unterhaltungen löschen", "delete"),
    ("fr", "Publicités personnalisées", "personalise"),
    ("es", "Mostrar anuncios personalizados", "ads"),
    ("it", "Pubblicità personalizzata", "ads"),
    ("nl", "Advertenties op maat tonen", "ads"),
    ("pl", "Pokazuj spersonalizowane reklamy", "ads"),
    ("pt", "Anúncios personalizados", "ads"),
    ("ja", "パーソナライズされた広告を表示する", "ads"),
    ("ja", "AIによる文章の提案", "features"),
    ("de", "KI-Schreibvorschläge mit meinen Daten", "features"),
    ("pl", "Używaj moich danych do badań", "research"),
    ("en", "Ad preferences", "ads"),
]


def read(language: str) -> tuple[str, ...]:
    return (language,) if language == "en" else (language, "en")


@pytest.mark.parametrize(("language", "label", "on_means"), TRAINING)
def test_a_label_about_training_is_understood(language: str, label: str, on_means: OnMeans) -> None:
    """A label that speaks of training on one's data is known as such, and plainly says which way it works."""
    said = meaning(label, read(language))

    assert said.training
    assert on_means is said.on_means
    assert said.plain
    assert frozenset() == said.contradicts(frozenset({"third_party"}))


@pytest.mark.parametrize(("language", "label", "on_means"), REWORDED)
def test_a_label_in_other_words_is_understood(language: str, label: str, on_means: OnMeans | None) -> None:
    """Other words for the same are about training; the way they work is said or left open, never reversed."""
    said = meaning(label, read(language))

    assert said.training
    assert on_means is said.on_means
    assert frozenset() == said.look_alikes


def test_a_verb_at_the_end_is_plain_on_a_page_in_another_language() -> None:
    """A page that is half translated: the label’s own grammar counts, not that of the page."""
    assert meaning("Meine Inhalte vom KI-Training ausschließen", ("en",)).plain
    assert not meaning("Train AI on all of my data that is not private", ("de", "en")).plain


def test_a_negation_inside_a_long_text_without_spaces_is_not_plain() -> None:
    """A description that also says what happens if one does not agree turns nothing round."""
    label = "投稿をAIの学習に使用しない場合はこのスイッチをオフにしてから設定の画面を閉じてください"

    assert not meaning(label, ("ja", "en")).plain
    assert meaning("投稿をAIの学習に使用しない", ("ja", "en")).plain


@pytest.mark.parametrize(("language", "label", "look_alike"), NOT_TRAINING)
def test_a_look_alike_is_told_apart(language: str, label: str, look_alike: str) -> None:
    """A neighbour's label is not about training, and the look-alike in it speaks against it."""
    said = meaning(label, read(language))

    assert not said.training
    assert look_alike in said.contradicts(frozenset())


@pytest.mark.parametrize(
    ("label", "look_alike"),
    [
        ("Delete my AI training data", "delete"),
        ("Personalise ads by training AI on my data", "ads"),
        ("Let researchers train AI on my data", "research"),
    ],
)
def test_training_excuses_no_other_purpose(label: str, look_alike: str) -> None:
    """Some look-alikes count even where the label speaks of training, too."""
    assert look_alike in meaning(label, ("en",)).contradicts(frozenset())


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Enhance my photos with AI"),
        ("en", "Improve my experience with AI"),
        ("en", "Use my data to improve AI answers"),
        ("de", "Meine Beiträge mit KI verbessern"),
        ("fr", "Améliorer mon expérience de l’IA"),
        ("es", "Mejorar las respuestas de la IA"),
        ("it", "Migliora le foto con l’IA"),
        ("pt", "Melhorar fotos com IA"),
        ("nl", "Mijn AI-ervaring verbeteren"),
        ("pl", "Popraw moje teksty za pomocą AI"),
        ("ja", "AIで写真を改善する"),
    ],
)
def test_what_is_improved_by_an_ai_is_not_an_ai_that_is_improved(language: str, label: str) -> None:
    """A feature that works with AI, or the answers of one, is not the training of it."""
    said = meaning(label, read(language))

    assert not said.training or said.contradicts(frozenset())


def test_what_the_flow_says_itself_contradicts_nothing() -> None:
    """A look-alike meaning that the known words of the control have themselves is allowed."""
    allowed = allowed_look_alikes(("Let partners train AI on your research",))

    assert {"third_party", "research"} <= allowed
    assert frozenset() == meaning("Let partners train AI on my research", ("en",)).contradicts(allowed)
    assert frozenset() == allowed_look_alikes(())


def test_neutral_words_leave_the_way_open() -> None:
    """A bare noun does not say which way the control works."""
    assert meaning("AI training", ("en",)).on_means is None
    assert meaning("Generative AI and my data", ("en",)).on_means is None


def test_an_improvement_means_use_but_not_plainly() -> None:
    """“Improve the model” is about training and means use, but is not plain enough to overrule a flow."""
    said = meaning("Improve the model for everyone", ("en",))

    assert said.training
    assert USE is said.on_means
    assert not said.plain


def test_the_first_sentence_about_training_says_which_way() -> None:
    """A label with its explanation in one text: what is said of something else turns nothing round."""
    label = "Use my posts to train AI models. Private messages are not used. You can change this at any time."

    assert (USE, True) == (meaning(label, ("en",)).on_means, meaning(label, ("en",)).plain)
    both = meaning("Train AI models on my posts. Do not train AI models on my posts.", ("en",))
    assert not both.plain


def test_a_negation_far_inside_is_not_plain() -> None:
    """A "not" in a subordinate clause turns nothing round for certain."""
    label = (
        "Use my posts and comments to train generative AI models that the company does not otherwise offer to people "
        "in any of the countries where it works"
    )

    assert not meaning(label, ("en",)).plain
