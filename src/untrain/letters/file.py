"""A letter as a file for a mail program, and as a link that opens one."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from untrain.letters.text import Written


def as_eml(letter: Written) -> str:
    """The letter as a draft in RFC 5322, which mail programs open to be looked at and sent."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=998))
    message["Subject"] = letter.subject
    if letter.to:
        message["To"] = letter.to
    if letter.sender:
        message["From"] = letter.sender
    message["X-Unsent"] = "1"  # by this, Outlook opens it as a draft
    message.set_content(letter.body, cte="quoted-printable")
    return message.as_string()


def as_mailto(letter: Written) -> str:
    """The letter as a `mailto:` address (RFC 6068)."""
    body = letter.body.replace("\n", "\r\n")
    return f"mailto:{quote(letter.to or '', safe='@')}?subject={quote(letter.subject)}&body={quote(body)}"
