"""Writes into docs/reference what is generated from the code: JSON Schemas, AsyncAPI, OpenAPI, the tables of states and
of access, the settings.

`python -m services.reference` writes; with `--check` it writes nothing and exits 1 naming what is stale. The client's
TypeScript types are made from these files by `npm run generate` in web/.
"""

import argparse
import ast
import inspect
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic.json_schema import models_json_schema

from services.contracts import chat, events, grants, presence, questions, standing, subjects, wire
from services.contracts.access import ACCESS, Action, Asks, Free, Party, Row
from services.contracts.hints import AddressedHint
from services.contracts.participant_table import ParticipantCommand, Place, place
from services.contracts.problems import ProblemDetails
from services.contracts.states import Role, Standing, VisitState
from services.contracts.visit_table import (
    FHIR_APPOINTMENT_STATUS,
    FHIR_ENCOUNTER_STATUS,
    WHO,
    Cell,
    Column,
    VisitCommand,
    stored_state,
    visit_cell,
)
from services.notes import asks as notes_asks
from services.notes.app import ROUTERS as NOTES_ROUTERS
from services.notes.settings import NotesSettings
from services.runtime.settings import PREFIX, ServiceSettings
from services.session import asks as session_asks
from services.session.app import ROUTERS as SESSION_ROUTERS
from services.session.settings import SessionSettings
from services.signaling import asks as signaling_asks
from services.signaling.settings import SignalingSettings

OUT: Final = Path(__file__).parent.parent / "docs" / "reference"

WIRE: Final = (wire.ClientFrame, wire.ServerFrame, wire.ClientMessage, wire.ServerMessage, ProblemDetails)
BETWEEN_SERVICES: Final[tuple[type[BaseModel], ...]] = (
    events.Event,
    standing.StandingEntry,
    presence.VisitPresence,
    AddressedHint,
    grants.JoinGrant,
    grants.AccessToken,
    questions.ClaimGrant,
    questions.GrantClaimed,
    questions.AskSignedOut,
    questions.SignedOut,
    questions.AskPeople,
    questions.PeopleFacts,
    questions.AskContact,
    questions.Contact,
    questions.AskScopes,
    questions.Scopes,
    questions.AskForgetChat,
    questions.ChatForgotten,
    chat.Written,
)

CHANNELS: Final[tuple[tuple[str, str, type[BaseModel], str], ...]] = (
    ("events", "ev.{clinic}.{queue}.{type}", events.Event, "JetStream stream EVENTS: what happened."),
    ("standing", "standing.{visit}", standing.StandingEntry, "Core copy of the KV entry of a visit's people."),
    ("hints", "hint.{clinic}.{queue}", AddressedHint, "At most once: something changed, fetch again."),
    ("presence", "presence.{clinic}.{visit}", presence.VisitPresence, "Who is live at one instance, as a state."),
    ("claimGrant", subjects.ASK_CLAIM_GRANT, questions.ClaimGrant, "Answered with GrantClaimed."),
    ("staffSignedOut", subjects.ASK_SIGNED_OUT, questions.AskSignedOut, "Answered with SignedOut."),
    ("peopleFacts", subjects.ASK_PEOPLE_FACTS, questions.AskPeople, "Answered with PeopleFacts."),
    ("peopleContact", subjects.ASK_PEOPLE_CONTACT, questions.AskContact, "Answered with Contact."),
    ("consentScopes", subjects.ASK_CONSENT_SCOPES, questions.AskScopes, "Answered with Scopes."),
    ("forgetChat", subjects.ASK_FORGET_CHAT, questions.AskForgetChat, "Answered with ChatForgotten."),
    ("chat", "chat.{visit}.{writer}.{message}", chat.Written, "JetStream stream CHAT: until the visit closes."),
)


def json_schema(title: str, models: tuple[type[BaseModel], ...]) -> dict[str, object]:
    """One JSON Schema (2020-12) whose definitions are the given models; it also names each as a property."""
    refs, schema = models_json_schema([(model, "validation") for model in models], by_alias=True, title=title)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "type": "object",
        "properties": {model.__name__: refs[(model, "validation")] for model in models},
        "additionalProperties": False,
    }


def openapi(title: str, routers: Iterable[APIRouter]) -> dict[str, object]:
    """OpenAPI 3.1 of a service's routes, as they stand behind the proxy."""
    app = FastAPI(title=title, version="1")
    for router in routers:
        app.include_router(router)
    return app.openapi()


def asyncapi() -> dict[str, object]:
    """AsyncAPI 3.0 of what crosses NATS; the payloads are in between-services.schema.json."""
    address = "./between-services.schema.json#/$defs/"
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Beside between its services", "version": "1"},
        "defaultContentType": "application/json",
        "channels": {
            name: {
                "address": subject,
                "description": text,
                "messages": {model.__name__: {"payload": {"$ref": address + model.__name__}}},
            }
            for name, subject, model, text in CHANNELS
        },
    }


def _visit_cell_text(cell: Cell) -> str:
    if cell.error is not None:
        return f"`{cell.error}`"
    words = [f"**{cell.becomes.value}**"] if cell.becomes is not None else []
    words += sorted(effect.value.replace("_", " ") for effect in cell.does)
    words += [f"needs `{guard.value}`" for guard in cell.needs]
    return ", ".join(words) or "same"


def _place_text(cell: Place) -> str:
    if cell.error is not None:
        return f"`{cell.error}`"
    if cell.restores:
        return "back to what it was"
    roles = (Role.PATIENT, Role.CLINICIAN, Role.GUEST)
    becomes = [cell.becomes(role) for role in roles]
    if becomes[0] is None:
        return "same"
    if len(set(becomes)) == 1:
        return f"**{becomes[0].value}**"
    return ", ".join(f"{role.value}: **{to.value}**" for role, to in zip(roles, becomes, strict=True) if to)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _edges() -> Iterator[str]:
    for command in VisitCommand:
        for column in Column:
            cell = visit_cell(command, column)
            if cell.becomes is not None:
                yield f"    {stored_state(column).value} --> {cell.becomes.value}: {command.value.replace('_', ' ')}"


def states_page() -> str:
    """The state tables as a page with a picture, drawn from the data that the services run on."""
    visit_rows = [
        [f"{command.value} ({', '.join(sorted(who.value for who in WHO[command]))})"]
        + [_visit_cell_text(visit_cell(command, column)) for column in Column]
        for command in VisitCommand
    ]
    person_rows = [
        [command.value] + [_place_text(place(command, standing_)) for standing_ in Standing]
        for command in ParticipantCommand
    ]
    fhir_rows = [
        [state.value, FHIR_APPOINTMENT_STATUS[state], FHIR_ENCOUNTER_STATUS[state]] for state in FHIR_ENCOUNTER_STATUS
    ]
    edges = "\n".join(dict.fromkeys(_edges()))
    return (
        "# The states of a visit and of its people\n\n"
        "Drawn from `services/contracts/visit_table.py` and `participant_table.py` by `make generate`; do not edit.\n\n"
        f"## Visit\n\n```mermaid\nstateDiagram-v2\n    [*] --> scheduled\n{edges}\n```\n\n"
        + _table(["command (by)", *(column.value for column in Column)], visit_rows)
        + "\n## A person in a visit\n\n"
        + _table(["command", *(standing_.value for standing_ in Standing)], person_rows)
        + "\n## FHIR R4\n\n"
        + _table(["state", "Appointment.status", "Encounter.status"], fhir_rows)
    )


def access_page() -> str:
    """The access table as a page, and what each route and message asks it."""
    rows = [_access_row(action, row) for action in Action for row in ACCESS[action]]
    return (
        "# Who may ask for what\n\n"
        "Drawn from `services/contracts/access.py` and each service's `asks.py` by `make generate`; do not edit.\n\n"
        "Any row that fits is a yes; without one it is a no. Whether a command makes sense in a visit's state is not "
        "access: [states](states.md) answer that with errors of their own, so that most commands may be asked in every "
        "state. Nothing goes from page to page unless both ends may `talk`, neither is held, the room is not private "
        "to them, and a guest has the yes (`flows_to` in `services/contracts/standing.py`).\n\n"
        + _table(["action", "who", "where they stand", "while the visit is"], rows)
        + _asked("session", session_asks.PREFIX, session_asks.ASKS)
        + _asked("notes", notes_asks.PREFIX, notes_asks.ASKS)
        + _asked("The socket", "", signaling_asks.ASKS)
    )


def _access_row(action: Action, row: Row) -> list[str]:
    who = [party.value for party in Party if party in row.parties]
    return [f"`{action.value}`", ", ".join(who), _some(row.standings, Standing), _some(row.states, VisitState)]


def _some(allowed: frozenset[Standing] | frozenset[VisitState] | None, every: Iterable[Standing | VisitState]) -> str:
    """The few of them, or all but few."""
    if allowed is None:
        return "anything"
    named, others = [one for one in every if one in allowed], [one for one in every if one not in allowed]
    is_most = len(others) < len(named)
    return ("anything but " if is_most else "") + ", ".join(one.value for one in (others if is_most else named))


def _asked(title: str, prefix: str, asks: Mapping[str, Asks]) -> str:
    below = f"Routes below `{prefix}`.\n\n" if prefix else "Messages of a client.\n\n"
    rows = [[f"`{what}`", _asked_text(asked)] for what, asked in asks.items()]
    return f"\n## {title}\n\n{below}" + _table(["asked", "action, or what guards it instead"], rows)


def _asked_text(asked: Asks) -> str:
    return f"none: {asked.why}" if isinstance(asked, Free) else " or ".join(f"`{action.value}`" for action in asked)


SETTINGS: Final = (
    ("Every service, and `beside`", ServiceSettings),
    ("session", SessionSettings),
    ("signaling", SignalingSettings),
    ("notes", NotesSettings),
)


def settings_page() -> str:
    """What the services can be told from outside: name, default, meaning."""
    chapters = [f"## {title}\n\n{_settings_of(settings)}" for title, settings in SETTINGS]
    return (
        "# Settings of the services\n\n"
        "Drawn from the `settings.py` of each by `make generate`; do not edit.\n\n"
        "Each is an environment variable. Each may be given in a file instead: the variable with `_FILE` behind its "
        "name then names that file, whose content is the value. What cannot be used ends the process with one "
        "sentence.\n\n" + "\n".join(chapters)
    )


def _settings_of(settings: type[ServiceSettings]) -> str:
    """A table of what this class adds to the one below it."""
    meanings = _meanings_of(settings)
    own = {name: field for name, field in settings.model_fields.items() if name in inspect.get_annotations(settings)}
    rows = [[f"`{PREFIX}{name.upper()}`", _default_of(field), meanings[name]] for name, field in own.items()]
    return _table(["variable", "default", "meaning"], rows) if rows else "None of its own.\n"


def _meanings_of(settings: type[ServiceSettings]) -> dict[str, str]:
    """The words below each field, in one line."""
    body = ast.parse(inspect.getsource(settings)).body[0]
    found = {}
    for field, words in pairwise(body.body if isinstance(body, ast.ClassDef) else ()):
        match field, words:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                found[name] = " ".join(said.split())
    return found


def _default_of(field: FieldInfo) -> str:
    value = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
    if isinstance(value, Path):
        return f"`{value.relative_to(OUT.parents[1])}`"
    return "" if value in ("", None) else f"`{value}`"


def _text(document: dict[str, object]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def pages() -> dict[str, str]:
    """Every generated file of docs/reference and its text."""
    return {
        "wire.schema.json": _text(json_schema("Wire", WIRE)),
        "between-services.schema.json": _text(json_schema("BetweenServices", BETWEEN_SERVICES)),
        "asyncapi.json": _text(asyncapi()),
        "session.openapi.json": _text(openapi("Beside session", SESSION_ROUTERS)),
        "notes.openapi.json": _text(openapi("Beside notes", NOTES_ROUTERS)),
        "states.md": states_page(),
        "access.md": access_page(),
        "settings.md": settings_page(),
    }


def main() -> int:
    """Write the pages, or say which are stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is stale")
    check = parser.parse_args().check
    wanted = pages()
    stale = [name for name, text in wanted.items() if not _is(OUT / name, text)]
    if check:
        sys.stdout.writelines(f"stale: docs/reference/{name} (run make generate)\n" for name in stale)
        return 1 if stale else 0
    OUT.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (OUT / name).write_text(wanted[name], encoding="utf-8")
    return 0


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
