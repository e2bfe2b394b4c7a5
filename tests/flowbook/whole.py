"""A whole flow, to read and to break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

WHOLE = """\
slug = "acme"
title = "Acme"
facts = 2026-11-22
hosts = ["www.acme.example", "acme.example"]
sources = ["Acme help article 123"]
terms = ["https://legal.example/acme"]

[sign_in]
url = "https://www.acme.example/login"

[[control]]
id = "training"
kind = "switch"
title = "AI training"
url = "https://www.acme.example/settings/ai"
headings.en = "AI"
labels.en = "Use my data to train models"
labels.de = ["Meine Daten verwenden", "Daten zum Trainieren verwenden"]
neighbours.en = "Personalise my feed"
scope = ["Training already done is not undone."]

[[control]]
id = "objection"
kind = "request"
title = "Objection"
path = [{ en = "Help", de = "Hilfe" }, { en = "Object" }]
scope = ["People decide."]

[control.request]
reason = "I object."
submit.en = "Send"
fields = [{ purpose = "email", labels.en = "E-mail", required = true }]

[control.availability]
regions = ["DE", "GB"]
elsewhere = "There is no form elsewhere."
since = 2026-11-01
"""

Write = Callable[[str | bytes], Path]
