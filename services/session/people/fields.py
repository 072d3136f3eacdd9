"""How HTTP takes what is known of a person."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints


def _one_line(words: str) -> str:
    if any(not letter.isprintable() for letter in words):
        raise ValueError("must be one line of readable letters")
    return words


def _readable(words: str) -> str:
    if any(not (letter.isprintable() or letter in "\n\t") for letter in words):
        raise ValueError("must be readable letters")
    return words


OneLine = AfterValidator(_one_line)
Readable = AfterValidator(_readable)
"""Free text of several lines. The database takes no NUL, and nobody can read the other ones."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), OneLine]
"""A name, or the words for who somebody is to the patient."""

Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$",
    ),
]
"""An address as browsers take it (WHATWG HTML, e-mail state)."""

Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9+()./ -]{3,40}$")]
"""A number as people write it."""

Language = Annotated[str, StringConstraints(pattern=r"^(en|es)$")]
"""One of the languages that have catalogues."""
