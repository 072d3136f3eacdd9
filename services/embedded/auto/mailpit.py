"""The mailbox of the containers, read through Mailpit's own HTTP API."""

from services.embedded.auto.mailbox import Letter, Mailbox


class Mailpit(Mailbox):
    """All mail that a Mailpit has taken."""

    async def letters_to(self, address: str) -> list[Letter]:
        """All letters to an address, oldest first."""
        found = (await self._get("/api/v1/search", query=f'to:"{address}"'))["messages"]
        ids = [letter["ID"] for letter in found if _is_to(letter, address)]
        return [await self._letter(one) for one in reversed(ids)]

    async def _letter(self, letter_id: str) -> Letter:
        letter = await self._get(f"/api/v1/message/{letter_id}")
        return Letter(letter["MessageID"].strip("<>"), letter["Subject"], letter["Text"])


def _is_to(letter: dict[str, list[dict[str, str]]], address: str) -> bool:
    return any(one["Address"] == address for one in letter["To"])
