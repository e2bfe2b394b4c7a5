"""Pairs of documents as platforms write them, and what the step from one to the other is."""

from __future__ import annotations

from dataclasses import dataclass

from untrain.model.terms import Finding, Subject

UNCHANGED, NOISE, CHANGED, SUBSTANTIVE = Finding.UNCHANGED, Finding.NOISE, Finding.CHANGED, Finding.SUBSTANTIVE

EN = (
    "Privacy Policy",
    "Last updated: 3 March 2026",
    "This policy explains how the service works and what your rights are. You can write to us at any time.",
    "We use your posts to show them to the people you chose. We keep them for as long as your account exists.",
    "We do not use your messages to train AI models. You can opt out of the use of your data for AI in the settings.",
    "The courts of the capital decide all disputes. The law of the country applies to this agreement.",
)
DE = (
    "Datenschutzerklärung",
    "Stand: 3. März 2026",
    "Diese Erklärung beschreibt, wie der Dienst arbeitet und welche Rechte Sie haben und wie Sie uns erreichen.",
    "Wir verwenden Ihre Beiträge, um sie den Menschen zu zeigen, die Sie gewählt haben.",
    "Wir trainieren mit Ihren Nachrichten keine KI-Modelle. Sie können der Nutzung Ihrer Daten für KI widersprechen.",
    "Für alle Streitigkeiten ist das Gericht der Hauptstadt zuständig.",
)
FR = (
    "Politique de confidentialité",
    "Dernière mise à jour : 3 mars 2026",
    "Cette politique explique comment le service fonctionne et quels sont vos droits dans votre pays.",
    "Nous n'utilisons pas vos messages pour entraîner des modèles d'IA. Vous pouvez vous opposer à cette utilisation.",
    "Les tribunaux de la capitale sont compétents pour tous les litiges.",
)
JA = (
    "プライバシーポリシー",
    "最終更新日:2026年3月3日",
    "このポリシーでは、サービスの仕組みとお客様の権利について説明します。",
    "当社は、お客様のメッセージをAIモデルのトレーニングに使用しません。設定で拒否することができます。",
    "すべての紛争は首都の裁判所で解決されます。",
)
ES = (
    "Política de privacidad",
    "Esta política explica cómo funciona el servicio y cuáles son sus derechos en su país.",
    "No usamos sus mensajes para entrenar modelos de inteligencia artificial.",
    "Los tribunales de la capital resuelven todas las disputas.",
)


@dataclass(frozen=True)
class Pair:
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    finding: Finding
    marked: tuple[str, ...] = ()  # the sentences that are shown, as they are now (or were)
    about: frozenset[Subject] = frozenset()


def swap(text: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    assert any(old in one for one in text), old
    return tuple(one.replace(old, new) for one in text)


PAIRS = (
    Pair("the same", EN, EN, UNCHANGED),
    Pair("a new date", EN, swap(EN, "3 March 2026", "November 9, 2026"), NOISE),
    Pair("another order", EN, (*EN[:2], EN[5], EN[4], EN[3], EN[2]), NOISE),
    Pair("blanks and quotes", EN, tuple(one.replace(" ", "  ").replace("'", "’") for one in EN), NOISE),
    Pair("paragraphs joined", EN, (*EN[:2], " ".join(EN[2:])), NOISE),
    Pair("a list with marks", EN, tuple(f"- {one}" for one in EN), NOISE),
    Pair("a menu", EN, ("Home", "Help Centre", "Log in", "Try our AI", *EN, "© 2026 Acme"), NOISE),
    Pair("a cookie banner", EN, ("We use cookies to improve the service and to share data with partners.", *EN), NOISE),
    Pair("a link", EN, swap(EN, "in the settings", "in [the settings](https://acme.example/s?id=7)"), NOISE),
    Pair("another court", EN, swap(EN, "courts of the capital", "courts of Dublin"), CHANGED),
    Pair("an office", EN, (*EN, "Our office is open on every working day from morning to evening."), CHANGED),
    Pair(
        "not is gone", EN, swap(EN, "We do not use your messages", "We use your messages"), SUBSTANTIVE,
        ("We use your messages to train AI models.",), frozenset({Subject.AI, Subject.TRAINING}),
    ),
    Pair(
        "the way out is gone", EN, swap(EN, " You can opt out of the use of your data for AI in the settings.", ""),
        SUBSTANTIVE, ("You can opt out of the use of your data for AI in the settings.",), frozenset({Subject.OPT_OUT}),
    ),
    Pair(
        "partners", EN, (*EN, "We may share your content with third parties."), SUBSTANTIVE,
        ("We may share your content with third parties.",), frozenset({Subject.THIRD_PARTIES}),
    ),
    Pair(
        "when it begins", (*EN, "From 1 May 2026 we train AI on your posts."),
        (*EN, "From 1 June 2027 we train AI on your posts."), SUBSTANTIVE,
        ("From 1 June 2027 we train AI on your posts.",), frozenset({Subject.TRAINING}),
    ),
    Pair(
        "hidden in a long one", EN,
        swap(EN, "We keep them for", "We use them to develop generative AI and keep them for"),
        SUBSTANTIVE, ("We use them to develop generative AI and keep them for as long as your account exists.",),
        frozenset({Subject.AI, Subject.TRAINING}),
    ),
    Pair("ein neues Datum", DE, swap(DE, "3. März 2026", "9. November 2026"), NOISE),
    Pair("eine andere Folge", DE, (DE[0], DE[5], *DE[1:5]), NOISE),
    Pair("ein anderes Gericht", DE, swap(DE, "das Gericht der Hauptstadt", "das Landgericht Berlin"), CHANGED),
    Pair(
        "keine ist fort", DE, swap(DE, "keine KI-Modelle", "KI-Modelle"), SUBSTANTIVE,
        ("Wir trainieren mit Ihren Nachrichten KI-Modelle.",), frozenset({Subject.AI, Subject.TRAINING}),
    ),
    Pair(
        "kein Widerspruch", DE, swap(DE, " Sie können der Nutzung Ihrer Daten für KI widersprechen.", ""), SUBSTANTIVE,
        ("Sie können der Nutzung Ihrer Daten für KI widersprechen.",), frozenset({Subject.OPT_OUT}),
    ),
    Pair(
        "Dritte", DE, (*DE, "Wir teilen Ihre Inhalte und Daten mit Dritten."), SUBSTANTIVE,
        ("Wir teilen Ihre Inhalte und Daten mit Dritten.",), frozenset({Subject.THIRD_PARTIES}),
    ),
    Pair("une autre date", FR, swap(FR, "3 mars 2026", "9 novembre 2026"), NOISE),
    Pair("un autre tribunal", FR, swap(FR, "de la capitale", "de Lyon"), CHANGED),
    Pair(
        "sans ne pas", FR, swap(FR, "Nous n'utilisons pas vos", "Nous utilisons vos"), SUBSTANTIVE,
        ("Nous utilisons vos messages pour entraîner des modèles d'IA.",), frozenset({Subject.AI, Subject.TRAINING}),
    ),
    Pair("新しい日付", JA, swap(JA, "2026年3月3日", "2026年11月9日"), NOISE),
    Pair("別の裁判所", JA, swap(JA, "首都の裁判所", "東京地方裁判所"), CHANGED),
    Pair(
        "使用します", JA, swap(JA, "使用しません", "使用します"), SUBSTANTIVE,
        ("当社は、お客様のメッセージをAIモデルのトレーニングに使用します。",),
        frozenset({Subject.AI, Subject.TRAINING}),
    ),
    Pair(
        "sin no", ES, swap(ES, "No usamos sus", "Usamos sus"), SUBSTANTIVE,
        ("Usamos sus mensajes para entrenar modelos de inteligencia artificial.",),
        frozenset({Subject.AI, Subject.TRAINING}),
    ),
)  # fmt: skip
