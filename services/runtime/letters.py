"""How a letter to a person looks: greeting, paragraphs, one button, a number to call. As text and as HTML alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from services.runtime.mail import Mail


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph. `link`: the words are a button; `strong`: they are what the reader looks for."""

    words: str
    link: str | None = None
    strong: bool = False


_PAGE: Final = (
    '<!doctype html><html lang="{language}"><body style="font:18px/1.5 sans-serif;color:#14292e;max-width:34em">'
    "{parts}</body></html>"
)
_BUTTON: Final = (
    '<p><a href="{link}" style="display:inline-block;padding:14px 22px;border-radius:16px;background:#0b5563;'
    'color:#fff;text-decoration:none">{words}</a></p>'
)


def letter(to: str, subject: str, parts: Sequence[Part], language: str) -> Mail:
    """The paragraphs as a mail; `language` is that of the words."""
    html = _PAGE.format(language=language, parts="".join(_as_html(part) for part in parts))
    text = "\n\n".join(_as_text(part) for part in parts) + "\n"
    return Mail(to, subject, text, html, language)


def _as_text(part: Part) -> str:
    return part.link or part.words


def _as_html(part: Part) -> str:
    if part.link:
        return _BUTTON.format(link=escape(part.link, quote=True), words=escape(part.words))
    words = escape(part.words)
    return f"<p><b>{words}</b></p>" if part.strong else f"<p>{words}</p>"
