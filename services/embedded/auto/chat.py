"""What is written beside the talk."""

from services.embedded.auto.cast import Cast
from services.embedded.auto.seeing import TOLD_SECONDS, or_else
from services.embedded.people.page import Page

FROM_LIND = "Please take the water tablet in the morning."
FROM_ANA = "I will put it beside her coffee."
TAKEN_BACK = "And mum, call me!"


async def chat(cast: Cast) -> None:
    """Dr. Lind and Ana write, all three read it, and what Ana takes back is gone for everybody."""
    await cast.lind.socket.chat.write(FROM_LIND)
    await _all_read(cast, FROM_LIND)
    await cast.ana.socket.chat.write(FROM_ANA)
    taken_back = await cast.ana.socket.chat.write(TAKEN_BACK)
    await _all_read(cast, FROM_LIND, FROM_ANA, TAKEN_BACK)
    await cast.ana.socket.chat.withdraw(taken_back)
    await _all_read(cast, FROM_LIND, FROM_ANA, "")


async def _all_read(cast: Cast, *texts: str) -> None:
    pages: tuple[tuple[str, Page], ...] = (("Dr. Lind", cast.lind), ("Rosa", cast.rosa), ("Ana", cast.ana))
    for name, page in pages:
        socket = page.socket
        with or_else(f"{name} does not read what was written"):
            await socket.wait_until(lambda socket=socket: socket.chat.texts == list(texts), TOLD_SECONDS)  # type: ignore[misc]
