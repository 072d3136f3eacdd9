"""The mailbox's process: SMTP in, HTTP out, on loopback."""

import asyncio
import os
from pathlib import Path

import uvicorn
from aiosmtpd.smtp import SMTP, Envelope, Session

from services.embedded.mail.app import make_app
from services.embedded.mail.mailbox import Mailbox
from services.embedded.ports import LOOPBACK

LARGEST_MAIL = 25_000_000
GRACE_SECONDS = 1


class Doorman:
    """Takes what SMTP brings, or refuses it when told to."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 (aiosmtpd's name)
        """Answer only when the mail is on disk."""
        if refusal := self._mailbox.refusal:
            return refusal
        content = envelope.original_content or b""
        mail = await self._mailbox.take(content, list(envelope.rcpt_tos))
        return f"250 kept as {mail.id}"


async def main() -> None:
    """Until SIGTERM."""
    mailbox = Mailbox(Path(os.environ["BESIDE_MAIL_FOLDER"]))
    doorman = Doorman(mailbox)
    smtp = await asyncio.get_running_loop().create_server(
        lambda: SMTP(doorman, data_size_limit=LARGEST_MAIL, enable_SMTPUTF8=True, hostname="localhost"),
        LOOPBACK,
        int(os.environ["BESIDE_SMTP_PORT"]),
    )
    config = uvicorn.Config(
        make_app(mailbox),
        host=LOOPBACK,
        port=int(os.environ["BESIDE_HTTP_PORT"]),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    async with smtp:
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main())
