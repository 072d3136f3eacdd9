"""What a person sees at /mail: the list, and one mail with its links."""

import re
from html import escape
from pathlib import Path
from typing import Final

from services.embedded.mail.mailbox import Mail

STYLE: Final = Path(__file__).with_name("page.css").read_text(encoding="utf-8")

# A mail's own HTML may bring its own style and nothing else: no script, no request to anywhere.
MAIL_POLICY: Final = "; ".join(
    (
        "sandbox allow-popups allow-popups-to-escape-sandbox",
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
PAGE_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)

_LINK: Final = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")


def list_page(mails: list[Mail]) -> str:
    """Every mail, the newest first."""
    rows = "".join(
        f'<li><a class="mail" href="/mail/{mail.id}"><strong>{escape(_subject(mail))}</strong>'
        f'<span class="quiet">to {escape(", ".join(mail.to))} · {mail.at:%d %b %H:%M:%S} UTC</span></a></li>'
        for mail in reversed(mails)
    )
    body = f"<ol>{rows}</ol>" if rows else '<p class="quiet">No mail yet.</p>'
    return _page("Every message of this demo", body, refresh=True)


def mail_page(mail: Mail) -> str:
    """One mail: who, when, the text with its links, the picture of its HTML, attachments."""
    attached = "".join(
        f'<li><a href="/mail/{mail.id}/attachments/{part.index}">{escape(part.name)}</a> '
        f'<span class="quiet">{escape(part.type)}, {part.size} bytes</span></li>'
        for part in mail.attachments
    )
    shown = (
        f'<iframe title="The mail as it looks" src="/mail/{mail.id}/html"></iframe>'
        if mail.html
        else f"<pre>{with_links(mail.text)}</pre>"
    )
    other = f"<h2>As plain text</h2><pre>{with_links(mail.text)}</pre>" if mail.html and mail.text else ""
    facts = (
        f'<p class="quiet">from {escape(mail.sender)}<br>to {escape(", ".join(mail.to))}'
        f"<br>{mail.at:%d %b %Y %H:%M:%S} UTC</p>"
    )
    back = '<a class="back" href="/mail">Every message</a>'
    return _page(_subject(mail), f"{back}{facts}{shown}<ul>{attached}</ul>{other}")


def with_links(text: str) -> str:
    """Plain text as HTML; addresses in it become links that open in a window of their own."""
    parts, at = [], 0
    for link in _LINK.finditer(text):
        address = escape(link.group())
        parts.append(escape(text[at : link.start()]))
        parts.append(f'<a href="{address}" target="_blank" rel="noopener">{address}</a>')
        at = link.end()
    return "".join(parts) + escape(text[at:])


def _subject(mail: Mail) -> str:
    return mail.subject or "(no subject)"


def _page(title: str, body: str, *, refresh: bool = False) -> str:
    again = '<meta http-equiv="refresh" content="5">' if refresh else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{again}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/mail/style.css"></head>'
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
