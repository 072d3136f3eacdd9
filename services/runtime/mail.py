"""E-mail by SMTP: one message, one recipient, a Message-ID that stays the same however often it is sent."""

from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID

import aiosmtplib

from services.runtime.breakage import Breakage, Where
from services.runtime.settings import ServiceSettings

SEND_SECONDS = 10.0
"""Limit of one whole sending; a healthy server takes well under one second."""

FIRST_PERMANENT_REPLY = 500
"""SMTP replies from here on (RFC 5321, 4.2.1) mean that the same message will be refused again."""


class UndeliverableError(Exception):
    """This message will never arrive as it is; `code` says why and is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Attachment:
    """A file of a message; `media_type` as in `text/calendar; method=REQUEST`."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What a person gets. Plain text always; `html` says the same."""

    to: str
    subject: str
    text: str
    html: str | None = None
    language: str = "en"
    attachments: tuple[Attachment, ...] = ()


class Postbox:
    """Hands messages to the mail server of the settings."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._breakage = Breakage(settings)

    async def send(self, mail: Mail, delivery_id: UUID, now: datetime) -> None:
        """Send, or raise `UndeliverableError`; any other error means that a later try may succeed."""
        if self._breakage.withholds(Where.MAIL, mail.subject):
            raise UndeliverableError("mail.refused")
        message = self._message(mail, delivery_id, now)
        try:
            await aiosmtplib.send(
                message,
                recipients=[mail.to],
                hostname=self._settings.smtp_host,
                port=self._settings.smtp_port,
                username=self._settings.smtp_user or None,
                password=self._settings.smtp_password.get_secret_value() or None,
                start_tls=self._settings.smtp_starttls,
                timeout=SEND_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            if all(one.code >= FIRST_PERMANENT_REPLY for one in refused.recipients):
                raise UndeliverableError("mail.refused") from refused
            raise
        except (aiosmtplib.SMTPDataError, aiosmtplib.SMTPRecipientRefused) as refused:
            if refused.code >= FIRST_PERMANENT_REPLY:
                raise UndeliverableError("mail.refused") from refused
            raise

    def _message(self, mail: Mail, delivery_id: UUID, now: datetime) -> EmailMessage:
        message = EmailMessage()
        message["To"] = _address(mail.to)
        message["From"] = self._settings.mail_from
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(now)
        message["Message-ID"] = f"<{delivery_id}@{urlsplit(self._settings.public_origin).hostname or 'beside'}>"
        message["Content-Language"] = mail.language
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        if mail.html is not None:
            message.add_alternative(mail.html, subtype="html")
        for attachment in mail.attachments:
            _attach(message, attachment)
        return message


def _address(written: str) -> Address:
    """One address and nothing else: no list, no line end that would begin another header."""
    try:
        address = Address(addr_spec=written)
    except (ValueError, IndexError, HeaderParseError) as unusable:
        raise UndeliverableError("mail.address_unusable") from unusable
    if not address.username or not address.domain:
        raise UndeliverableError("mail.address_unusable")
    return address


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    kind, _, parameters = attachment.media_type.partition(";")
    main, _, sub = kind.strip().partition("/")
    named = [parameter.strip().partition("=") for parameter in parameters.split(";") if parameter.strip()]
    message.add_attachment(
        attachment.content,
        maintype=main,
        subtype=sub,
        filename=attachment.filename,
        params={name: value for name, _, value in named},
    )
