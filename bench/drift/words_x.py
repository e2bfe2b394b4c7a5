"""X's words: English as the facts have them, the others as a native speaker might write them."""

# ruff: noqa: E501 -- what a page says stands in one piece

from __future__ import annotations

from bench.drift.facts import Words

X: dict[str, Words] = {
    "en": Words(
        title="Grok & Third-party Collaborators",
        label="Allow your public data as well as your interactions, inputs, and results with Grok and xAI to be used "
        "for training and fine-tuning",
        about="To continuously improve your experience, we may share your public data and your Grok conversations "
        "with xAI to train and fine-tune its models.",
        neighbours=(
            "Allow X to personalize your experience with Grok",
            "Allow Grok to remember your conversation history",
        ),
        menu=("More", "Settings and privacy", "Privacy and safety", "Grok & Third-party Collaborators"),
        delete="Delete Conversation History",
        inverted="Do not use my public data or my conversations with Grok for training and fine-tuning",
    ),
    "de": Words(
        title="Grok und externe Partner",
        label="Erlaube, dass deine öffentlichen Daten sowie deine Interaktionen, Eingaben und Ergebnisse mit Grok "
        "und xAI für Training und Feinabstimmung verwendet werden",
        about="Wir können deine öffentlichen Daten und Grok-Unterhaltungen an xAI weitergeben, um Modelle zu trainieren.",
        neighbours=(
            "X erlauben, dein Erlebnis mit Grok zu personalisieren",
            "Grok erlauben, sich an deinen Gesprächsverlauf zu erinnern",
        ),
        menu=("Mehr", "Einstellungen und Datenschutz", "Datenschutz und Sicherheit", "Grok und externe Partner"),
        on="Ein",
        off="Aus",
        delete="Gesprächsverlauf löschen",
        inverted="Meine Beiträge und Grok-Unterhaltungen nicht zum Trainieren verwenden",
    ),
    "fr": Words(
        title="Grok et collaborateurs tiers",
        label="Autoriser l’utilisation de vos données publiques et de vos interactions, entrées et résultats avec Grok "
        "et xAI à des fins d’entraînement et d’ajustement",
        about="Nous pouvons partager vos données publiques et vos conversations avec Grok avec xAI pour entraîner ses modèles.",
        neighbours=(
            "Autoriser X à personnaliser votre expérience avec Grok",
            "Autoriser Grok à se souvenir de l’historique de vos conversations",
        ),
        menu=("Plus", "Paramètres et confidentialité", "Confidentialité et sécurité", "Grok et collaborateurs tiers"),
        on="Activé",
        off="Désactivé",
        delete="Supprimer l’historique des conversations",
        inverted="Ne pas utiliser mes publications ni mes conversations avec Grok pour l’entraînement",
    ),
    "es": Words(
        title="Grok y colaboradores externos",
        label="Permitir que tus datos públicos, así como tus interacciones, entradas y resultados con Grok y xAI, se "
        "utilicen para el entrenamiento y el ajuste",
        about="Podemos compartir tus datos públicos y tus conversaciones de Grok con xAI para entrenar sus modelos.",
        neighbours=(
            "Permitir que X personalice tu experiencia con Grok",
            "Permitir que Grok recuerde tu historial de conversaciones",
        ),
        menu=("Más", "Configuración y privacidad", "Privacidad y seguridad", "Grok y colaboradores externos"),
        on="Sí",
        off="No",
        delete="Eliminar el historial de conversaciones",
        inverted="No usar mis publicaciones ni mis conversaciones con Grok para entrenar modelos",
    ),
    "it": Words(
        title="Grok e collaboratori di terze parti",
        label="Consenti che i tuoi dati pubblici e le tue interazioni, gli input e i risultati con Grok e xAI siano usati "
        "per l’addestramento e l’ottimizzazione",
        about="Potremmo condividere i tuoi dati pubblici e le conversazioni con Grok con xAI per addestrarne i modelli.",
        neighbours=(
            "Consenti a X di personalizzare la tua esperienza con Grok",
            "Consenti a Grok di ricordare la cronologia delle conversazioni",
        ),
        menu=("Altro", "Impostazioni e privacy", "Privacy e sicurezza", "Grok e collaboratori di terze parti"),
        on="Sì",
        off="No",
        delete="Elimina la cronologia delle conversazioni",
        inverted="Non usare i miei post e le mie conversazioni con Grok per l’addestramento",
    ),
    "pt": Words(
        title="Grok e colaboradores terceiros",
        label="Permitir que seus dados públicos e suas interações, entradas e resultados com o Grok e a xAI sejam usados "
        "para treinamento e ajuste fino",
        about="Podemos compartilhar seus dados públicos e conversas com o Grok com a xAI para treinar os modelos dela.",
        neighbours=(
            "Permitir que o X personalize sua experiência com o Grok",
            "Permitir que o Grok se lembre do seu histórico de conversas",
        ),
        menu=("Mais", "Configurações e privacidade", "Privacidade e segurança", "Grok e colaboradores terceiros"),
        on="Sim",
        off="Não",
        delete="Excluir histórico de conversas",
        inverted="Não usar minhas publicações nem minhas conversas com o Grok para treinamento",
    ),
    "nl": Words(
        title="Grok en externe partners",
        label="Toestaan dat je openbare gegevens en je interacties, invoer en resultaten met Grok en xAI worden gebruikt "
        "voor training en verfijning",
        about="We kunnen je openbare gegevens en Grok-gesprekken met xAI delen om modellen te trainen.",
        neighbours=(
            "X toestaan je ervaring met Grok te personaliseren",
            "Grok toestaan je gespreksgeschiedenis te onthouden",
        ),
        menu=("Meer", "Instellingen en privacy", "Privacy en veiligheid", "Grok en externe partners"),
        on="Aan",
        off="Uit",
        delete="Gespreksgeschiedenis verwijderen",
        inverted="Mijn berichten en Grok-gesprekken niet gebruiken voor training",
    ),
    "pl": Words(
        title="Grok i współpracownicy zewnętrzni",
        label="Zezwalaj na wykorzystywanie Twoich publicznych danych oraz interakcji, danych wejściowych i wyników z Grokiem "
        "i xAI do trenowania i dostrajania",
        about="Możemy udostępniać Twoje publiczne dane i rozmowy z Grokiem firmie xAI w celu szkolenia jej modeli.",
        neighbours=(
            "Zezwalaj X na personalizowanie korzystania z Groka",
            "Zezwalaj Grokowi na zapamiętywanie historii rozmów",
        ),
        menu=("Więcej", "Ustawienia i prywatność", "Prywatność i bezpieczeństwo", "Grok i współpracownicy zewnętrzni"),
        on="Wł.",
        off="Wył.",
        delete="Usuń historię rozmów",
        inverted="Nie używaj moich wpisów ani rozmów z Grokiem do trenowania",
    ),
    "ja": Words(
        title="Grokとサードパーティの協力者",
        label="公開データおよびGrokとxAIでのやり取り、入力、結果をトレーニングと微調整に使用することを許可する",
        about="公開データとGrokとの会話は、モデルを学習させるためにxAIと共有されることがあります。",
        neighbours=("XがGrokの利用体験をカスタマイズすることを許可する", "Grokが会話履歴を記憶することを許可する"),
        menu=("もっと見る", "設定とプライバシー", "プライバシーと安全", "Grokとサードパーティの協力者"),
        on="オン",
        off="オフ",
        delete="会話履歴を削除",
        inverted="自分のポストやGrokとの会話をトレーニングに使用しない",
    ),
}

KNOWN: dict[str, tuple[str, str]] = {
    "pl": (
        "Grok i współpracownicy zewnętrzni",
        (
            "Zezwalaj firmie xAI na używanie Twoich publicznych danych oraz interakcji, danych wejściowych i wyników na "
            "potrzeby szkolenia Groka i dostrajania jego działania"
        ),
    ),
}
"""Translations that have been seen: title and label."""
