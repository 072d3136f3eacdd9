"""Whatever happens to consents and to the summary: each person reads at each moment what the rules say, and no more.

Histories against the running session and notes, through their HTTP and their mail; the rules are a second account
(`readers_model.py`).
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from services.runtime.database import Database
from tests.notes.readers_model import ALL, GUESTS, OPENS, Choice, Model, Signed
from tests.notes.ward import Page, Said, Told, Ward
from tests.runtime.owner import eventually
from tests.session.people.browser import Json

SUBJECTS: Final = {"in writing": "ready", "was corrected": "corrected", "do not follow": "mistake"}

_TOLD: Final = text(
    "SELECT message_id FROM outbox WHERE kind = 'event' AND payload::json->'data'->>'visit_id' = :visit"
)
_HEARD: Final = text("SELECT count(*) FROM inbox WHERE event_id = ANY(:ids)")


@dataclass(frozen=True)
class Deed:
    """One thing that somebody does. `which` counts signed versions from the end."""

    what: str
    section: str = "main_message"
    words: str = "one"
    is_rosas: bool = False
    guest: str = "Ana"
    choice: Choice = "everything"
    which: int = 0

    def __repr__(self) -> str:
        match self.what:
            case "write":
                return f"write({self.section}, {self.words!r}{', for Rosa alone' if self.is_rosas else ''})"
            case "agree":
                return f"agree({self.guest} reads {self.choice})"
            case "revoke":
                return f"revoke({self.guest})"
            case _:
                return self.what


def _content(section: str, words: str) -> Json:
    match section:
        case "main_message":
            return {"text": words}
        case "help":
            return {"signs": [words]}
        case "medicines":
            return {"items": [{"change": "start", "name": words}]}
        case _:
            return {"items": [{"what": words}]}


def _words(section: Json) -> str | None:
    """What stands in a section that somebody reads; None for "No change to your medicines"."""
    match section["section"]:
        case "main_message":
            return str(section["text"])
        case "help":
            return str(section["signs"][0])
        case "medicines":
            return str(section["items"][0]["name"]) if section["items"] else None
        case _:
            return str(section["items"][0]["what"])


@dataclass
class Play:
    """One visit that is over, its people, and what the rules say of it."""

    ward: Ward
    told: Told
    model: Model
    pages: dict[str, Page] = field(default_factory=dict)

    @classmethod
    async def begin(cls, ward: Ward, ana: Choice) -> "Play":
        """Rosa let Ana read so much; the draft is there. Rosa has shown that it is her, and has her page open."""
        await ward.clinic.begin()
        told = await ward.finished(ana=ana)
        play = cls(ward, told, Model({"Ana": ana}))
        await play._has_page("Rosa", told.rosa, told.rosa_id)
        await play._has_page("Ana", told.ana, told.ana_id)
        return play

    async def _has_page(self, name: str, phone: Any, person_id: str) -> None:
        """They keep this page open, whatever is taken back afterwards."""
        said = await self.ward.clinic.desk.post(f"/visits/{self.told.visit['id']}/people/{person_id}/code")
        await phone.post("/second-fact", {"code": said["code"]})
        self.pages[name] = await self.told.reader(phone)

    def address(self, name: str) -> str:
        """Where somebody is written to."""
        clinic = self.ward.clinic
        return {"Rosa": clinic.rosa, "Ana": clinic.ana, "Marek": f"marek-{clinic.ana}"}[name]

    # ---- What people do

    async def do(self, deed: Deed) -> None:
        """It is done or refused as the rules say; then all that was told has been heard."""
        if deed.what == "mistake" and not self.model.signed:
            return
        match deed.what:
            case "cross":
                await self._sign_while_reopening()
            case "agree":
                await self._agree(deed.guest, deed.choice)
            case "revoke":
                await self._revoke(deed.guest)
            case _:
                expected = self._by_the_rules(deed)
                assert await self._code_of(self._try(deed)) == expected
        await self._everything_heard()

    def _by_the_rules(self, deed: Deed) -> str | None:
        model = self.model
        match deed.what:
            case "write":
                return model.write(deed.section, deed.words, is_rosas=deed.is_rosas)
            case "mistake":
                return model.mistake(deed.which % len(model.signed))
        rules: dict[str, Callable[[], str | None]] = {
            "sign": model.sign,
            "amend": model.amend,
            "waive": model.waive,
            "reopen": model.reopen,
            "finish": model.finish,
        }
        self._before = (model.draft or len(model.versions), model.valid or len(model.versions))
        return rules[deed.what]()

    async def _try(self, deed: Deed) -> None:
        editor, model = self.told.editor, self.model
        match deed.what:
            case "write":
                number = model.draft or len(model.versions)
                wish = _content(deed.section, deed.words)
                await editor.write(number, deed.section, patient_only=deed.is_rosas, **wish)
            case "sign":
                await editor.sign(self._before[0])
            case "amend":
                await editor.amend(self._before[1], f"Because of {uuid4().hex}.")
            case "waive":
                await editor.ask("POST", f"/versions/{self._before[0]}/waive", {"reason": "Not needed."})
            case "mistake":
                numbers = [at for at, one in enumerate(model.versions, 1) if isinstance(one, Signed)]
                at = numbers[deed.which % len(numbers)]
                await editor.ask("POST", f"/versions/{at}/in-error", {"mistake": "wrong_words", "reason": "Wrong."})
            case "reopen":
                await self._command("/reopen")
            case "finish":
                await self._command("/finish", outcome="completed", modality="video")

    async def _command(self, path: str, **wish: str) -> None:
        clinic, visit = self.ward.clinic, self.told.visit
        version = (await clinic.detail(visit))["version"]
        answer = await clinic.lind.ask("POST", f"/visits/{visit['id']}{path}", {"version": version, **wish})
        if answer.is_error:
            raise Said(answer.status_code, answer.json()["code"], answer.json())

    @staticmethod
    async def _code_of(doing: Any) -> str | None:
        try:
            await doing
        except Said as said:
            return said.code
        return None

    async def _sign_while_reopening(self) -> None:
        """Session and notes each decide by what they have heard; whoever was told yes, has it."""
        model = self.model
        draft = model.versions[-1]
        if model.draft is None or not model.has_ended or model.signed or not isinstance(draft, dict):
            return
        if "main_message" not in draft:
            return
        signed, reopened = await asyncio.gather(
            self._code_of(self.told.editor.sign(model.draft)), self._code_of(self._command("/reopen"))
        )
        assert (signed, reopened) in {
            (None, None),
            (None, "visit.already_signed"),
            ("summary.visit_not_ended", None),
        }
        if signed is None:
            assert model.sign() is None
        if reopened is None:
            model.has_ended = False

    async def _agree(self, guest: str, choice: Choice) -> None:
        """Rosa's yes; one that stands is changed, and then is for reading alone as far as there is anything to read."""
        rosa, address = self.told.rosa, self.address(guest)
        standing = [
            one for one in await rosa.get("/invitations") if one["first_name"] == guest and one["state"] == "agreed"
        ]
        boxes = {"join": choice == "nothing" or not standing, "chat": False, "files": False, "summary": choice}
        if standing:
            await rosa.post(f"/invitations/{standing[0]['id']}/change", boxes)
        else:
            named = self.ward.clinic.daughter(name=f"{guest} Alvarez", first_name=guest, email=address)
            await rosa.post("/invitations", {**named, **boxes})
        if guest not in self.pages:
            phone = await self.ward.clinic.phone(address)
            person = (await phone.tap())["person"]
            await self._has_page(guest, phone, person["id"])
        self.model.agree(guest, choice)

    async def _revoke(self, guest: str) -> None:
        for one in await self.told.rosa.get("/invitations"):
            if one["first_name"] == guest and one["state"] == "agreed":
                await self.told.rosa.post(f"/invitations/{one['id']}/revoke")
        self.model.revoke(guest)

    # ---- What is there afterwards

    async def _everything_heard(self) -> None:
        session, notes = self.ward.clinic.parts.database, self.ward.app.state.database
        for one, other in ((session, notes), (notes, session)):
            await eventually(lambda one=one, other=other: self._unheard(one, other), lambda left: left == 0)  # type: ignore[misc]

        async def queued() -> int:
            return sum(one["state"] == "queued" for one in (await self.told.editor.open())["deliveries"])

        await eventually(queued, lambda left: left == 0)

    async def _unheard(self, teller: Database, hearer: Database) -> int:
        async with teller.transaction() as tx:
            ids = list((await tx.execute(_TOLD, {"visit": self.told.visit["id"]})).scalars())
        async with hearer.transaction() as tx:
            return len(ids) - int((await tx.execute(_HEARD, {"ids": [UUID(str(one)) for one in ids]})).scalar_one())

    async def check(self) -> None:
        """Each person reads, and was written, what the rules say."""
        for person, page in self.pages.items():
            assert (await page.ask("GET", "/status"))["state"] == self.model.status(person), person
            assert await self._reads(page, holds=self.model.holds(person)) == self.model.reads(person), person
        assert self._mails() == +self.model.mails

    async def _reads(self, page: Page, *, holds: bool) -> tuple[dict[str, str], bool] | None:
        try:
            summary = await page.ask("GET")
        except Said as said:
            if said.code != "summary.not_for_you":
                raise
            return None
        assert summary["valid"] is holds
        told = {one["section"]: _words(one) for one in summary["sections"]}
        return {name: words for name, words in told.items() if words is not None}, summary["mistake"] is not None

    def _mails(self) -> Counter[tuple[str, str]]:
        return Counter(
            (person, kind)
            for person in ALL
            for letter in self.ward.clinic.mail.to(self.address(person))
            for words, kind in SUBJECTS.items()
            if words in str(letter["Subject"]).lower()
        )


_CHOICES: Final = st.sampled_from(sorted(OPENS))
_DEEDS: Final = st.one_of(
    st.builds(
        Deed,
        what=st.just("write"),
        section=st.sampled_from(sorted(OPENS["everything"])),
        words=st.sampled_from(["one", "two"]),
        is_rosas=st.booleans(),
    ),
    st.builds(Deed, what=st.sampled_from(["sign", "sign", "amend", "waive", "reopen", "finish", "cross"])),
    st.builds(Deed, what=st.just("mistake"), which=st.integers(0, 3)),
    st.builds(Deed, what=st.just("agree"), guest=st.sampled_from(GUESTS), choice=_CHOICES),
    st.builds(Deed, what=st.just("revoke"), guest=st.sampled_from(GUESTS)),
)

WRITE, SIGN = Deed("write"), Deed("sign")


@settings(max_examples=2, suppress_health_check=list(HealthCheck))
@given(ana=_CHOICES, deeds=st.lists(_DEEDS, min_size=6, max_size=16))
@example(
    ana="actions",
    deeds=[
        WRITE,
        Deed("write", section="actions", words="two"),
        Deed("agree", guest="Marek"),
        SIGN,
        Deed("agree", guest="Marek", choice="actions"),
        Deed("agree", guest="Ana"),
        Deed("amend"),
        Deed("write", section="decisions", words="two"),
        SIGN,
        Deed("revoke", guest="Marek"),
        Deed("mistake", which=1),
        Deed("amend"),
        WRITE,
        SIGN,
        Deed("agree", guest="Marek"),
        Deed("reopen"),
    ],
)
@example(ana="nothing", deeds=[Deed("agree"), Deed("reopen")])
@example(ana="everything", deeds=[WRITE, Deed("cross"), Deed("finish"), WRITE, SIGN, Deed("reopen"), Deed("waive")])
async def test_each_person_reads_at_each_moment_what_the_rules_say(
    open_ward: Ward, ana: Choice, deeds: list[Deed]
) -> None:
    play = await Play.begin(open_ward, ana)
    await play.check()
    for deed in deeds:
        await play.do(deed)
        await play.check()
