"""After the talk Rosa and Ana read: by their own link and second fact, each what is theirs, and what was corrected."""

from secrets import randbelow
from typing import Final
from urllib.parse import urlsplit

from services.embedded.auto import words
from services.embedded.auto.cast import Cast
from services.embedded.auto.mailbox import Letter
from services.embedded.auto.seeing import TOLD_SECONDS, or_else, refused, same, see
from services.embedded.auto.writing import correct, settled
from services.embedded.people.summary import Reader

TRIES: Final = 5
"""Codes that may be given before the door closes for a while."""


async def summary_mailed(cast: Cast) -> None:
    """One message each reaches Rosa and Ana, with their own link, and without a word of what is written."""
    same("how the messages went", {"Rosa": "sent", "Ana": "sent"}, await settled(cast, 1))
    letters = await _one_each(cast)
    same("the links", [cast.rosa.link, cast.ana.link], [letters[name].link for name in ("Rosa", "Ana")])
    host = urlsplit(cast.place.origin).hostname
    for letter in letters.values():
        see(letter.message_id.endswith(f"@{host}"), f"a Message-ID: expected one of {host}, saw {letter.message_id!r}")
        told = [word for word in (*words.NOT_FOR_ANA, "Lind", "Weigh") if word in letter.text + letter.subject]
        same("what the message tells of the summary", [], told)


async def _one_each(cast: Cast) -> dict[str, Letter]:
    found = {"Rosa": await cast.mailbox.unread(cast.rosa_email), "Ana": await cast.mailbox.unread(cast.ana_email)}
    same("new letters", {"Rosa": 1, "Ana": 1}, {name: len(letters) for name, letters in found.items()})
    return {name: letters[0] for name, letters in found.items()}


async def second_fact(cast: Cast) -> None:
    """The link alone opens nothing; a wrong code is counted; Rosa's mailed code opens, and Ana's own on her device."""
    rosa, ana = cast.readers["Rosa"], cast.readers["Ana"]
    for reader in (rosa, ana):
        same("what the link says by itself", {"state": "ready", "proven": False}, await reader.status())
        await refused("reading without a second fact", "second_fact.needed", reader.read())
    await _wrong_code(rosa, "000000")
    await cast.rosa.door.post("/code")
    with or_else(f"a code for Rosa: expected by mail within {TOLD_SECONDS:.0f} s, saw none"):
        code = await cast.mailbox.code_to(cast.rosa_email, TOLD_SECONDS)
    await cast.mailbox.unread(cast.rosa_email)
    await rosa.prove(code)
    see(
        (await ana.fact())["may_set_code"],
        "Ana, on the device on which she was let in: expected to be able to set a code",
    )
    own = f"{randbelow(10**6):06}"
    await ana.set_own_code(own)
    await _wrong_code(ana, f"{(int(own) + 1) % 10**6:06}")
    await ana.prove(own)
    for reader in (rosa, ana):
        same("what the link says now", {"state": "ready", "proven": True}, await reader.status())


async def _wrong_code(reader: Reader, code: str) -> None:
    problem = await refused("a wrong code", "second_fact.wrong", reader.prove(code))
    same("the tries that are left", TRIES - 1, problem.body.get("tries_left"))
    same("the tries that are left, asked again", TRIES - 1, (await reader.fact())["tries_left"])


async def opened(cast: Cast) -> None:
    """Rosa reads the whole and Ana her part and no word more; each taps that they opened it, and Dr. Lind sees both."""
    whole, part = [await reader.read() for reader in cast.readers.values()]
    same("what Rosa reads", [*words.FIRST, "questions"], [one["section"] for one in whole["sections"]])
    same("what Ana reads", list(words.FOR_ANA), [one["section"] for one in part["sections"]])
    page = (await cast.readers["Ana"].page()).decode()
    same("what reaches Ana of the rest", [], [word for word in words.NOT_FOR_ANA if word in page])
    await _open(cast, 1, {"Rosa": whole["id"], "Ana": part["id"]})


async def _open(cast: Cast, number: int, versions: dict[str, str]) -> None:
    for name, version in versions.items():
        await cast.readers[name].say_opened(version)

    async def seen() -> set[str]:
        deliveries = (await cast.editor.see())["deliveries"]
        return {cast.names[one["person_id"]] for one in deliveries if one["number"] == number and one["opened_at"]}

    same("who opened it, as Dr. Lind sees it", set(versions), await seen())


async def amended_for_one(cast: Cast) -> None:
    """What is Rosa's alone is corrected: one message to Rosa, none to Ana, whose page is the same byte for byte."""
    before = await cast.readers["Ana"].page()
    await correct(cast, 2, words.WHY_FOR_ROSA, words.FOR_ROSA, patient_only=True)
    same("how the messages went", {"Rosa": "sent"}, await settled(cast, 2))
    letters = [len(await cast.mailbox.unread(address)) for address in (cast.rosa_email, cast.ana_email)]
    same("new letters of Rosa and Ana", [1, 0], letters)
    after = await cast.readers["Ana"].page()
    see(after == before, f"Ana's page: expected the same {len(before)} bytes, saw {after!r}")


async def amended_for_both(cast: Cast) -> None:
    """A part that both read is corrected: both get a message, with the same link as ever."""
    await correct(cast, 3, words.WHY_FOR_BOTH, words.FOR_BOTH)
    same("how the messages went", {"Rosa": "sent", "Ana": "sent"}, await settled(cast, 3))
    letters = await _one_each(cast)
    same("the links", [cast.rosa.link, cast.ana.link], [letters[name].link for name in ("Rosa", "Ana")])


async def opened_again(cast: Cast) -> None:
    """Each is told what changed in their own view, still reads what they had before, marked as not valid, and opens."""
    versions = {}
    for name, reader in cast.readers.items():
        now = await reader.read()
        versions[name] = now["id"]
        same(f"what changed for {name}", ["actions"], now["correction"] and now["correction"]["changed"])
        same(f"why, as {name} reads it", words.WHY_FOR_BOTH if name == "Rosa" else None, now["correction"]["words"])
        same(f"earlier versions of {name}", 2 if name == "Rosa" else 1, len(now["earlier"]))
        before = await reader.read_earlier(now["earlier"][0]["id"])
        see(not before["valid"], f"what {name} had before: expected to be marked as not valid")
    await _open(cast, 3, versions)


async def looked(cast: Cast) -> None:
    """Rosa reads who has looked at the summary, and at what else the clinic keeps of her."""
    written = {(one["who"], one["role"]) for one in await cast.readers["Rosa"].looks()}
    same("who has looked at the summary", {("Ana", "guest"), ("Dr. Lind", "clinician")}, written)
    kept = {(one["who"], one["what"]) for one in await cast.rosa.door.get("/looks")}
    wanted = {("Dr. Lind", "day"), ("Dr. Lind", "visit")}
    see(wanted <= kept, f"who has looked at the visit: expected {sorted(wanted)!r}, saw {sorted(kept)!r}")
    await refused("the same for Ana", "access.not_allowed", cast.readers["Ana"].looks())
