"""Mails on disk, one file each, numbered as they came."""

import asyncio
import mimetypes
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Final

from services.embedded.keyring import write_privately

_REFUSAL: Final = "refusal"
_ENVELOPE: Final = "X-Beside-Envelope-To"


@dataclass(frozen=True)
class Attachment:
    """A part that is not the text; `index` is its place among the attachments."""

    index: int
    name: str
    type: str
    size: int


@dataclass(frozen=True)
class Mail:
    """One delivery. `at` is when it came, in UTC; `to` is whom the envelope names, Bcc included."""

    id: int
    at: datetime
    message_id: str
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...]

    def as_json(self) -> dict[str, object]:
        """Ready for json.dumps."""
        return asdict(self) | {"at": self.at.isoformat()}


class Mailbox:
    """Every mail of a run and of those before it with the same folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        numbers = sorted(int(path.stem) for path in folder.glob("*.eml"))
        self._mails = [self._read(number) for number in numbers]
        self._next = numbers[-1] + 1 if numbers else 1
        self._arrival = asyncio.Condition()

    @property
    def refusal(self) -> str | None:
        """The SMTP answer that every delivery gets while mail is refused; None while it is taken."""
        path = self._folder / _REFUSAL
        return path.read_text(encoding="utf-8").strip() or None if path.exists() else None

    def refuse(self, answer: str | None) -> None:
        """Refuse from now on, also after a restart; None takes mail again."""
        write_privately(self._folder / _REFUSAL, answer or "")

    async def take(self, content: bytes, recipients: list[str]) -> Mail:
        """Keep a mail; it is on disk when this returns."""
        number, self._next = self._next, self._next + 1
        envelope = f"{_ENVELOPE}: {', '.join(recipients)}\r\n".encode()
        draft = self._path(number).with_suffix(".draft")
        draft.write_bytes(envelope + content)
        draft.replace(self._path(number))
        mail = self._read(number)
        async with self._arrival:
            self._mails.append(mail)
            self._arrival.notify_all()
        return mail

    def since(self, number: int, to: str | None = None) -> list[Mail]:
        """Mails after that number, in the order in which they came."""
        wanted = to.casefold() if to else None
        found = [mail for mail in self._mails if mail.id > number]
        if wanted:
            found = [mail for mail in found if wanted in (address.casefold() for address in mail.to)]
        return found

    async def wait_since(self, number: int, to: str | None, seconds: float) -> list[Mail]:
        """As `since`, but waits so long for a first one."""
        try:
            async with asyncio.timeout(seconds), self._arrival:
                await self._arrival.wait_for(lambda: self.since(number, to))
        except TimeoutError:
            return []
        return self.since(number, to)

    def find(self, number: int) -> Mail | None:
        """One mail."""
        return next((mail for mail in self._mails if mail.id == number), None)

    def raw(self, number: int) -> bytes:
        """A mail as it came, below our own line with the envelope."""
        return self._path(number).read_bytes()

    def attachment(self, number: int, index: int) -> bytes | None:
        """The content of an attachment."""
        parts = list(self._parse(number).iter_attachments())
        if index >= len(parts):
            return None
        content = parts[index].get_payload(decode=True)
        return content if isinstance(content, bytes) else None

    async def empty(self) -> None:
        """Throw every mail away; numbers go on."""
        for mail in self._mails:
            self._path(mail.id).unlink()
        self._mails.clear()

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06}.eml"

    def _parse(self, number: int) -> EmailMessage:
        message = BytesParser(policy=policy.default).parsebytes(self.raw(number))
        if not isinstance(message, EmailMessage):
            raise TypeError("policy.default makes EmailMessage")
        return message

    def _read(self, number: int) -> Mail:
        message = self._parse(number)
        return Mail(
            id=number,
            at=datetime.fromtimestamp(self._path(number).stat().st_mtime, UTC),
            message_id=str(message["Message-ID"] or ""),
            sender=str(message["From"] or ""),
            to=tuple(address.strip() for address in str(message[_ENVELOPE]).split(",")),
            subject=str(message["Subject"] or ""),
            text=_body(message, "plain"),
            html=_body(message, "html"),
            attachments=tuple(_attachment(*numbered) for numbered in enumerate(message.iter_attachments())),
        )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""


def _attachment(index: int, part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    type_ = part.get_content_type()
    name = part.get_filename() or f"attachment{mimetypes.guess_extension(type_) or ''}"
    return Attachment(index=index, name=name, type=type_, size=len(content) if isinstance(content, bytes) else 0)
