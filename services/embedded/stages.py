"""Stages: runs at which a visit can play itself."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from services.embedded.parts import DATABASES
from services.embedded.plan import Plan, forget
from services.embedded.ports import free_ports
from services.embedded.stack import Stack


@dataclass(frozen=True)
class Stage:
    """One run: where people find it, where its switch lies, and the environment of a command that checks its audit.

    The environment, for it names secrets, and everybody reads command lines.
    """

    origin: str
    state: Path
    audits: Mapping[str, str]


def stage_of(plan: Plan) -> Stage:
    """The run that this is the plan of."""
    keys = {"session": plan.keyring.keys, "notes": plan.keyring.notes_keys}
    audits = {
        **{f"BESIDE_{service.upper()}_DATABASE_URL": plan.database_url(service) for service in DATABASES},
        **{f"BESIDE_{service.upper()}_KEYS_DIR": str(folder) for service, folder in keys.items()},
    }
    return Stage(plan.origin, plan.state, audits)


@asynccontextmanager
async def neighbour(plan: Plan, number: int, of: int) -> AsyncIterator[Stage]:
    """Another run beside this one, the first, second... `of` so many that start at once; it leaves nothing behind.

    Its staff have no past: a visit that plays itself asks for none.
    """
    state, share = plan.state / f"stage-{number}", f"{number}/{of + 1}"
    forget(state)
    settings = {"BESIDE_PORT_SHARE": share, "BESIDE_DEMO_PAST_VISITS": "0"}
    stack = Stack(state, port=free_ports(1, share=share)[0], settings=settings)
    try:
        # Elsewhere: it takes seconds, and is given up from here.
        await asyncio.to_thread(stack.start)
        yield Stage(stack.origin, state, stack.operator)
    finally:
        await asyncio.to_thread(stack.stop)
        forget(state)
