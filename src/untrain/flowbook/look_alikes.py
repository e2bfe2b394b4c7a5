"""What must never be taken for a control: its neighbours, the platform's other controls, and the usual settings."""

from __future__ import annotations

from typing import Final

from untrain.model.flow import Control, Flow, Kind, Phrase

_USUAL: Final = {
    "en": ("Personalised ads based on my activity", "Remember my earlier conversations", "Delete all my activity"),
    "de": ("Personalisierte Werbung anzeigen", "Verlauf und Erinnerungen verwenden", "Alle Aktivitäten löschen"),
    "fr": ("Publicités personnalisées", "Se souvenir de mes conversations", "Supprimer toute mon activité"),
    "es": ("Anuncios personalizados", "Recordar mis conversaciones", "Eliminar toda mi actividad"),
    "it": ("Annunci personalizzati", "Ricorda le mie conversazioni", "Elimina tutta la mia attività"),
    "pt": ("Anúncios personalizados", "Lembrar das minhas conversas", "Excluir toda a minha atividade"),
    "nl": ("Gepersonaliseerde advertenties", "Mijn gesprekken onthouden", "Al mijn activiteit verwijderen"),
    "pl": ("Spersonalizowane reklamy", "Zapamiętuj moje rozmowy", "Usuń całą moją aktywność"),
    "ja": ("パーソナライズド広告", "会話の履歴を記憶する", "すべてのアクティビティを削除"),
}
"""Settings that stand on the pages of many platforms, whatever these are: our own wordings, no platform's."""


def look_alikes(flow: Flow, control: Control) -> tuple[Phrase, ...]:
    """What must not be taken for this control, the likeliest first, each wording once; empty where none can be told."""
    others = [label for one in flow.controls if one is not control and _alike(one, control) for label in one.labels]
    own = {phrase.text.casefold() for phrase in (*control.labels, *control.headings)} | {control.title.casefold()}
    spoken = dict.fromkeys(phrase.language.partition("-")[0] for phrase in _words(control))
    usual = [Phrase(text=text, language=tag) for tag in spoken for text in _USUAL.get(tag, ())]
    found = {one.text.casefold(): one for one in reversed((*control.neighbours, *others, *usual))}
    return tuple(one for key, one in reversed(found.items()) if key not in own)


def _alike(one: Control, other: Control) -> bool:
    """Whether two controls could stand in each other's place: both are pressed, or both are forms."""
    return one.on_the_web and (one.kind is Kind.REQUEST) is (other.kind is Kind.REQUEST)


def _words(control: Control) -> tuple[Phrase, ...]:
    form = control.request
    beyond = () if form is None else (*form.submit, *(label for field in form.fields for label in field.labels))
    return (*control.labels, *control.headings, *(one for step in control.path for one in step), *beyond)
