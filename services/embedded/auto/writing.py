"""After the talk Dr. Lind writes: a draft that is there already, signed, and corrected twice."""

from datetime import datetime
from functools import partial
from typing import Final

from services.contracts.ids import PersonId
from services.contracts.wire import Room
from services.embedded.auto import words
from services.embedded.auto.cast import Cast
from services.embedded.auto.seeing import TOLD_SECONDS, or_else, refused, same, see, until
from services.embedded.people.door import Json
from services.embedded.people.summary import Editor
from services.embedded.people.wire import Wire

DRAFT_SECONDS: Final = 1.0
"""Within so long of the end the draft is there."""


async def drafted(cast: Cast) -> None:
    """Within a second of the end there is a draft, and it says who will read how much of it."""
    cast.editor = await Editor.of(cast.lind_door, cast.visit_id)
    shown = await cast.editor.see()
    see(shown["draft"], f"the editor: expected a draft, saw versions {shown['versions']!r}")
    begun, ended = (datetime.fromisoformat(at) for at in (shown["draft"]["created_at"], shown["visit"]["ended_at"]))
    late = (begun - ended).total_seconds()
    see(late < DRAFT_SECONDS, f"the draft: expected within {DRAFT_SECONDS} s of the end, begun {late:.3f} s after it")
    readers = {one["first_name"]: one["gets"] for one in shown["readers"] or [] if one["gets"] != "nothing"}
    same("who will read how much", {"Rosa": "whole", "Ana": "actions"}, readers)


async def edited(cast: Cast) -> None:
    """Every section is kept as it was typed, with the mark that it is the patient's alone."""
    typed = {section: {"section": section, **content} for section, content in words.FIRST.items()}
    for section, content in typed.items():
        await cast.editor.save(1, content, 0, patient_only=section in words.ONLY_ROSAS)
    sections = (await cast.editor.see())["draft"]["sections"]
    kept = {one["section"]: one["content"] for one in sections if one["row_version"]}
    for section, content in typed.items():
        same(f"the section {section} after it was saved", content, kept.get(section))
    same(
        "what is the patient's alone",
        set(words.ONLY_ROSAS),
        {one["section"] for one in sections if one["patient_only"]},
    )


async def two_tabs(cast: Cast) -> None:
    """A second tab hears of a save; what it types over it is refused with both texts, and no word is lost."""
    first, second = "Take care.", words.OTHER_TAB
    tab = Wire(cast.lind_door.socket_url, partial(_grant, cast), _no_room, _no_word)
    await tab.open()
    try:
        saved = await cast.editor.save(1, _questions(first), 0)
        with or_else(f"the second tab: expected to hear of a save within {TOLD_SECONDS:.0f} s, heard nothing"):
            await tab.wait_until(lambda: _tells_of_summary(tab.hints, cast), TOLD_SECONDS)
    finally:
        await tab.close()
    problem = await refused(
        "saving over what was not seen", "summary.section_changed", cast.editor.save(1, _questions(second), 0)
    )
    texts = [problem.body[whose]["content"]["items"][0]["answer"] for whose in ("saved", "yours")]
    same("both texts", [first, second], texts)
    both = _questions(f"{first} {second}")
    kept = await cast.editor.save(1, both, saved["row_version"])
    same("the section after both were put together", both, kept["content"])


def _questions(answer: str) -> Json:
    return {"section": "questions", "items": [{"question": "And if I sleep badly?", "answer": answer}]}


def _tells_of_summary(hints: list[dict[str, object]], cast: Cast) -> bool:
    return any(hint.get("what") == "summary" and hint.get("id") == str(cast.visit_id) for hint in hints)


async def _grant(cast: Cast) -> str:
    return str((await cast.lind_door.post("/grant"))["grant"])


async def _no_room(_: Room) -> None:
    """A page outside of visits has none."""


async def _no_word(_: str, __: PersonId, ___: int, ____: dict[str, object]) -> None:
    """Nobody says anything to a page outside of visits."""


async def signed(cast: Cast) -> None:
    """Sealed for Rosa and Ana by name: no word of it changes any more, the day says so, the visit is not reopened."""
    for address in (cast.rosa_email, cast.ana_email):
        await cast.mailbox.unread(address)
    shown = await cast.editor.sign()
    present = shown["present"] or {}
    same(
        "the version that counts", (1, "signed", True), tuple(present.get(key) for key in ("number", "state", "intact"))
    )
    same("to whom it goes", {"Rosa", "Ana"}, {cast.names.get(one["person_id"]) for one in shown["deliveries"]})
    await refused("saving into what is signed", "summary.is_signed", cast.editor.save(1, _questions("More."), 2))
    await until("the day says that it is signed", lambda: _on_the_day(cast), lambda summary: summary == "signed")
    version = (await cast.see())["version"]
    reopening = cast.lind_door.post(f"/visits/{cast.visit_id}/reopen", {"version": version})
    await refused("reopening the visit", "visit.already_signed", reopening)


async def _on_the_day(cast: Cast) -> str | None:
    rows = (await cast.lind_door.get("/day"))["visits"]
    return next((row["summary"] for row in rows if row["id"] == str(cast.visit_id)), None)


async def settled(cast: Cast, number: int) -> dict[str, str]:
    """How the messages about a version went once none is on its way: by first name, `sent` or why it was not."""

    async def states() -> dict[str, str]:
        deliveries = [one for one in (await cast.editor.see())["deliveries"] if one["number"] == number]
        return {cast.names[one["person_id"]]: one["failure"] or one["state"] for one in deliveries}

    return await until("no message is on its way", states, lambda seen: seen and "queued" not in seen.values())


async def correct(cast: Cast, number: int, reason: str, content: Json, *, patient_only: bool = False) -> None:
    """Begin a correction of what is signed, type one section anew, and sign."""
    begun = await cast.editor.ask("POST", "/amend", number=number - 1, reason=reason)
    [seen] = [one["row_version"] for one in begun["draft"]["sections"] if one["section"] == content["section"]]
    await cast.editor.save(number, content, seen, patient_only=patient_only)
    shown = await cast.editor.sign()
    states = [one["state"] for one in shown["versions"]]
    same("the versions", ["superseded"] * (number - 1) + ["signed"], states)
    same("the reason of the one that counts", reason, shown["present"]["reason"])
