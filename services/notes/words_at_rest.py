"""How free text and names of a person lie in the database: through one pair of functions, and in no other form."""

from dataclasses import dataclass

from services.contracts.ids import PersonId
from services.runtime.database import Tx


@dataclass(frozen=True, slots=True)
class WordsAtRest:
    """Turns one person's words into what is stored, and back."""

    whose: PersonId

    def close(self, words: str) -> bytes:
        """What the database keeps of these words."""
        return words.encode()

    def open(self, kept: bytes) -> str:
        """The words again."""
        return kept.decode()


async def words_of(tx: Tx, whose: PersonId) -> WordsAtRest:  # noqa: ARG001 (a person's key will be read here)
    """What opens and closes this person's words."""
    return WordsAtRest(whose)
