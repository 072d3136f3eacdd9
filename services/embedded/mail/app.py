"""The mailbox over HTTP: pages for people, JSON for programs."""

import re
from typing import Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from services.embedded.mail.mailbox import Mail, Mailbox
from services.embedded.mail.pages import MAIL_POLICY, PAGE_POLICY, STYLE, list_page, mail_page

LONGEST_WAIT: Final = 30.0

# An SMTP answer that refuses: `451 try again later`, `550 no such mailbox`.
_REFUSAL: Final = re.compile(r"[45]\d\d [ -~]{1,200}")
_POLICY: Final = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-store"}


def make_app(mailbox: Mailbox) -> Starlette:
    """All routes lie below /mail."""
    routes = _Routes(mailbox)
    return Starlette(
        routes=[
            Route("/mail", routes.every_mail),
            Route("/mail/", routes.every_mail),
            Route("/mail/style.css", routes.style),
            Route("/mail/{number:int}", routes.one_mail),
            Route("/mail/{number:int}/html", routes.as_it_looks),
            Route("/mail/{number:int}/attachments/{index:int}", routes.attachment),
            Route("/mail/api/readyz", routes.ready),
            Route("/mail/api/messages", routes.messages),
            Route("/mail/api/messages", routes.empty, methods=["DELETE"]),
            Route("/mail/api/messages/{number:int}", routes.message),
            Route("/mail/api/messages/{number:int}/raw", routes.raw),
            Route("/mail/api/refusal", routes.refusal),
            Route("/mail/api/refusal", routes.refuse, methods=["PUT"]),
        ]
    )


class _Routes:
    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def every_mail(self, _: Request) -> Response:
        return HTMLResponse(list_page(self._mailbox.since(0)), headers=_POLICY)

    async def style(self, _: Request) -> Response:
        return Response(STYLE, media_type="text/css")

    async def one_mail(self, request: Request) -> Response:
        return HTMLResponse(mail_page(self._found(request)), headers=_POLICY)

    async def as_it_looks(self, request: Request) -> Response:
        return HTMLResponse(self._found(request).html, headers={"Content-Security-Policy": MAIL_POLICY})

    async def attachment(self, request: Request) -> Response:
        mail, index = self._found(request), request.path_params["index"]
        content = self._mailbox.attachment(mail.id, index)
        if content is None:
            raise HTTPException(404)
        part = mail.attachments[index]
        disposition = f"attachment; filename*=UTF-8''{quote(part.name)}"
        return Response(content, media_type=part.type, headers={"Content-Disposition": disposition})

    async def ready(self, _: Request) -> Response:
        return JSONResponse({"ready": True})

    async def messages(self, request: Request) -> Response:
        """`to`: whom the envelope names; `after`: a mail's number; `wait`: seconds to wait for a first one."""
        query = request.query_params
        to = query.get("to")
        after, wait = _number(query.get("after")), min(_number(query.get("wait")), LONGEST_WAIT)
        mails = self._mailbox.since(int(after), to)
        if not mails and wait:
            mails = await self._mailbox.wait_since(int(after), to, wait)
        return JSONResponse([mail.as_json() for mail in mails])

    async def message(self, request: Request) -> Response:
        return JSONResponse(self._found(request).as_json())

    async def raw(self, request: Request) -> Response:
        return Response(self._mailbox.raw(self._found(request).id), media_type="text/plain")

    async def empty(self, _: Request) -> Response:
        await self._mailbox.empty()
        return Response(status_code=204)

    async def refusal(self, _: Request) -> Response:
        return JSONResponse({"answer": self._mailbox.refusal})

    async def refuse(self, request: Request) -> Response:
        """`{"answer": "451 try again later"}` refuses mail from now on, `{"answer": null}` takes it again."""
        wanted = (await request.json()).get("answer")
        if wanted is not None and not _REFUSAL.fullmatch(str(wanted)):
            raise HTTPException(422, "an SMTP answer such as '451 try again later', or null")
        self._mailbox.refuse(wanted)
        return JSONResponse({"answer": wanted})

    def _found(self, request: Request) -> Mail:
        mail = self._mailbox.find(request.path_params["number"])
        if mail is None:
            raise HTTPException(404)
        return mail


def _number(word: str | None) -> float:
    try:
        return float(word or 0)
    except ValueError:
        raise HTTPException(422, f"{word!r} is not a number") from None
