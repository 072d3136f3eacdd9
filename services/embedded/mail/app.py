"""The mailbox over HTTP: pages for people, JSON for programs."""

from typing import Annotated, Final
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from services.embedded.mail.mailbox import Mail, Mailbox
from services.embedded.mail.pages import MAIL_POLICY, PAGE_POLICY, STYLE, list_page, mail_page

LONGEST_WAIT: Final = 30.0


class Refusal(BaseModel):
    """`451 try again later`, `550 no such mailbox`; None takes mail again."""

    answer: Annotated[str | None, Field(pattern=r"^[45]\d\d [ -~]+$", max_length=200)]


def make_app(mailbox: Mailbox) -> FastAPI:
    """All routes lie below /mail."""
    app = FastAPI(title="The demo's mailbox", openapi_url=None)
    _add_pages(app, mailbox)
    _add_api(app, mailbox)
    return app


def _add_pages(app: FastAPI, mailbox: Mailbox) -> None:
    policy = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-store"}

    @app.get("/mail")
    @app.get("/mail/")
    async def every_mail() -> HTMLResponse:
        return HTMLResponse(list_page(mailbox.since(0)), headers=policy)

    @app.get("/mail/style.css")
    async def style() -> Response:
        return Response(STYLE, media_type="text/css")

    @app.get("/mail/{number:int}")
    async def one_mail(number: int) -> HTMLResponse:
        return HTMLResponse(mail_page(_found(mailbox, number)), headers=policy)

    @app.get("/mail/{number:int}/html")
    async def as_it_looks(number: int) -> HTMLResponse:
        return HTMLResponse(_found(mailbox, number).html, headers={"Content-Security-Policy": MAIL_POLICY})

    @app.get("/mail/{number:int}/attachments/{index:int}")
    async def attachment(number: int, index: int) -> Response:
        mail, content = _found(mailbox, number), mailbox.attachment(number, index)
        if content is None:
            raise HTTPException(404)
        part = mail.attachments[index]
        disposition = f"attachment; filename*=UTF-8''{quote(part.name)}"
        return Response(content, media_type=part.type, headers={"Content-Disposition": disposition})


def _add_api(app: FastAPI, mailbox: Mailbox) -> None:
    @app.get("/mail/api/readyz")
    async def ready() -> dict[str, bool]:
        return {"ready": True}

    @app.get("/mail/api/messages")
    async def messages(
        to: str | None = None, after: int = 0, wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT)] = 0
    ) -> list[dict[str, object]]:
        mails = mailbox.since(after, to)
        if not mails and wait:
            mails = await mailbox.wait_since(after, to, wait)
        return [mail.as_json() for mail in mails]

    @app.get("/mail/api/messages/{number}")
    async def message(number: int) -> dict[str, object]:
        return _found(mailbox, number).as_json()

    @app.get("/mail/api/messages/{number}/raw")
    async def raw(number: int) -> Response:
        _found(mailbox, number)
        return Response(mailbox.raw(number), media_type="text/plain")

    @app.delete("/mail/api/messages", status_code=204)
    async def empty() -> None:
        await mailbox.empty()

    @app.get("/mail/api/refusal")
    async def refusal() -> Refusal:
        return Refusal(answer=mailbox.refusal)

    @app.put("/mail/api/refusal")
    async def refuse(wanted: Refusal) -> Refusal:
        mailbox.refuse(wanted.answer)
        return wanted


def _found(mailbox: Mailbox, number: int) -> Mail:
    mail = mailbox.find(number)
    if mail is None:
        raise HTTPException(404)
    return mail
