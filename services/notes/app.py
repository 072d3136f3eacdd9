"""One process of notes, put together: what it hears of, what it answers, what it needs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.notes.settings import NotesSettings
from services.notes.visit import api as visit_api
from services.notes.visit import reactions as visit_reactions
from services.runtime.backbone import open_backbone
from services.runtime.inbox import Reactions
from services.runtime.lifecycle import Process
from services.runtime.migrations import migrations_of
from services.runtime.tokens import Verifier
from services.runtime.web import web_app


@asynccontextmanager
async def compose(settings: NotesSettings) -> AsyncIterator[tuple[Process, FastAPI]]:
    """Open what notes needs and put it together."""
    reactions = Reactions()
    visit_reactions.react(reactions)
    async with open_backbone(settings, "notes", migrations_of("notes"), reactions) as backbone:
        verifier = Verifier(backbone.bus)
        backbone.process.owns("public keys", verifier.run)
        app = web_app(backbone.process, backbone.database)
        app.state.verifier = verifier
        app.include_router(visit_api.router)
        yield backbone.process, app
