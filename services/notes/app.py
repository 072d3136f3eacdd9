"""One process of notes, put together: what it hears of, what it answers, what it needs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.notes.asking import Session
from services.notes.audience import reactions as audience
from services.notes.delivery.composing import Composer
from services.notes.parts import Parts
from services.notes.reader import caller_of
from services.notes.reading.api import router as reading
from services.notes.settings import NotesSettings
from services.notes.summary import reactions as summary
from services.notes.summary.api import opening
from services.notes.summary.api import router as writing
from services.notes.visit.api import router as visit
from services.notes.work import Edge
from services.runtime.audit_chain import open_audit_key
from services.runtime.backbone import open_backbone
from services.runtime.deliveries import Deliverer
from services.runtime.inbox import Reactions
from services.runtime.lifecycle import Process
from services.runtime.mail import Postbox
from services.runtime.migrations import migrations_of
from services.runtime.tokens import Verifier
from services.runtime.web import web_app
from services.runtime.words import Words

ROUTERS = (visit, opening, writing, reading)
"""Everything that notes answers over HTTP."""


@asynccontextmanager
async def compose(settings: NotesSettings) -> AsyncIterator[tuple[Process, FastAPI]]:
    """Open what notes needs and put it together."""
    reactions = Reactions()
    async with open_backbone(settings, "notes", migrations_of("notes"), reactions) as backbone:
        edge, session = Edge(backbone.database), Session(backbone.bus)
        summary.react(reactions, edge)
        audience.react(reactions, edge)
        verifier = Verifier(backbone.bus)
        backbone.process.owns("public keys", verifier.run)
        backbone.seals(open_audit_key(settings.keys_dir))
        composer = Composer(edge, session, Words(settings.texts_dir))
        deliverer = Deliverer(backbone.database, Postbox(settings), composer.composers(), on_settled=composer.settled)
        backbone.delivers(deliverer)
        app = web_app(backbone.process, backbone.database)
        app.state.verifier = verifier
        app.state.caller_of = caller_of
        app.state.parts = Parts(edge, session)
        for router in ROUTERS:
            app.include_router(router)
        yield backbone.process, app
