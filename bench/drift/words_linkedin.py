"""LinkedIn's words: English as the facts have them, the others as a native speaker might write them."""

# ruff: noqa: E501 -- what a page says stands in one piece

from __future__ import annotations

from bench.drift.facts import Words

LINKEDIN: dict[str, Words] = {
    "en": Words(
        title="Data for Generative AI Improvement",
        label="Use my data for training content creation AI models",
        about="LinkedIn and its affiliates may use your personal data and the content you create on LinkedIn to train "
        "generative AI models that create content. This does not include your private messages.",
        menu=("Me", "Settings & Privacy", "Data privacy", "Data for Generative AI Improvement"),
        inverted="Do not use my data for training content creation AI models",
    ),
    "de": Words(
        title="Daten für generative KI",
        label="Meine Daten zum Trainieren von KI-Modellen verwenden",
        about="LinkedIn darf dann Ihre persönlichen Daten und Beiträge nutzen, um generative KI-Modelle zu trainieren.",
        menu=("Sie", "Einstellungen & Datenschutz", "Datenschutz", "Daten für generative KI"),
        on="Ein",
        off="Aus",
        inverted="Meine Daten nicht zum Trainieren von KI-Modellen verwenden",
    ),
    "fr": Words(
        title="Données et IA générative",
        label="Autoriser l’utilisation de mes données pour entraîner des modèles d’IA",
        about="LinkedIn pourra utiliser vos données personnelles et vos publications pour entraîner ses modèles d’IA générative.",
        menu=("Vous", "Préférences et confidentialité", "Confidentialité des données", "Données et IA générative"),
        on="Activé",
        off="Désactivé",
        inverted="Ne pas utiliser mes données pour entraîner des modèles d’IA",
    ),
    "es": Words(
        title="Datos para la IA generativa",
        label="Permitir que mis datos se usen para entrenar modelos de IA generativa",
        about="LinkedIn podrá usar tus datos personales y tu contenido para entrenar modelos de IA generativa.",
        menu=("Yo", "Ajustes y privacidad", "Privacidad de datos", "Datos para la IA generativa"),
        on="Sí",
        off="No",
        inverted="No usar mis datos para entrenar modelos de IA",
    ),
    "it": Words(
        title="Dati e IA generativa",
        label="Usa i miei dati per addestrare modelli di IA che creano contenuti",
        about="LinkedIn potrà usare i tuoi dati personali e i tuoi post per addestrare modelli di IA generativa.",
        menu=("Tu", "Impostazioni e privacy", "Privacy dei dati", "Dati e IA generativa"),
        on="Sì",
        off="No",
        inverted="Non usare i miei dati per addestrare modelli di IA",
    ),
    "pt": Words(
        title="Dados para IA generativa",
        label="Permitir o uso dos meus dados no treinamento de modelos de IA",
        about="O LinkedIn poderá usar seus dados pessoais e publicações para treinar modelos de IA generativa.",
        menu=("Eu", "Configurações e privacidade", "Privacidade dos dados", "Dados para IA generativa"),
        on="Sim",
        off="Não",
        inverted="Não usar meus dados para treinar modelos de IA",
    ),
    "nl": Words(
        title="Gegevens en generatieve AI",
        label="Mijn gegevens gebruiken om AI-modellen te trainen",
        about="LinkedIn mag je persoonlijke gegevens en bijdragen dan gebruiken om generatieve AI-modellen te trainen.",
        menu=("Ik", "Instellingen en privacy", "Gegevensprivacy", "Gegevens en generatieve AI"),
        on="Aan",
        off="Uit",
        inverted="Mijn gegevens niet gebruiken om AI-modellen te trainen",
    ),
    "pl": Words(
        title="Dane a generatywna sztuczna inteligencja",
        label="Zezwalaj na wykorzystywanie moich danych do trenowania modeli AI",
        about="LinkedIn będzie mógł używać Twoich danych osobowych i treści do szkolenia modeli generatywnej AI.",
        menu=("Ja", "Ustawienia i prywatność", "Prywatność danych", "Dane a generatywna sztuczna inteligencja"),
        on="Wł.",
        off="Wył.",
        inverted="Nie używaj moich danych do trenowania modeli AI",
    ),
    "ja": Words(
        title="生成AIの改善のためのデータ",
        label="コンテンツ生成AIモデルのトレーニングに自分のデータを使用する",
        about="LinkedInとその関連会社は、あなたの個人データと投稿を生成AIモデルの学習に利用することがあります。",
        menu=("自分", "設定とプライバシー", "データプライバシー", "生成AIの改善のためのデータ"),
        on="オン",
        off="オフ",
        inverted="自分のデータをAIモデルのトレーニングに使用しない",
    ),
}

KNOWN: dict[str, tuple[str, str]] = {
    "de": (
        "Daten zur Verbesserung generativer KI",
        "Ihre Daten zum Schulen von KI-Modellen verwenden, um Inhalte zu erstellen",
    ),
    "fr": (
        "Données pour l’amélioration de l’IA générative",
        "Utiliser mes données pour entraîner des modèles d’IA de création de contenu",
    ),
    "nl": (
        "Gegevens voor verbetering van generatieve AI",
        "Mijn gegevens gebruiken voor training van AI-modellen waarmee content wordt gemaakt",
    ),
    "pt": (
        "Dados para aprimoramento da IA generativa",
        "Usar meus dados para treinar modelos de IA para criar conteúdos",
    ),
    "pl": (
        "Dane na potrzeby ulepszania generatywnej sztucznej inteligencji",
        "Użyj moich danych do trenowania modeli AI służących do tworzenia treści",
    ),
}
"""Translations that have been seen: title and label."""
