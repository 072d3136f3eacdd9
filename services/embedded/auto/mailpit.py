"""The mailbox of the containers, read through Mailpit's own HTTP API."""

from services.embedded.auto.mailbox import Mailbox


class Mailpit(Mailbox):
    """All mail that a Mailpit has taken."""

    async def texts_to(self, address: str) -> list[str]:
        """The plain texts of all letters to an address, oldest first."""
        found = await self._client.get("/api/v1/search", params={"query": f'to:"{address}"'})
        ids = [letter["ID"] for letter in found.raise_for_status().json()["messages"] if _is_to(letter, address)]
        return [await self._text(one) for one in reversed(ids)]

    async def _text(self, letter_id: str) -> str:
        text: str = (await self._client.get(f"/api/v1/message/{letter_id}")).raise_for_status().json()["Text"]
        return text


def _is_to(letter: dict[str, list[dict[str, str]]], address: str) -> bool:
    return any(one["Address"] == address for one in letter["To"])
