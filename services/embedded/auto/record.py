"""What stays of the visit for whoever checks later."""

import asyncio
import shlex
from asyncio.subprocess import PIPE, STDOUT
from typing import Final

from services.embedded.auto.cast import Cast
from services.embedded.auto.seeing import NotAsItShouldBe, see

UNSEALED: Final = "not sealed yet"
CHECKS: Final = 3
SEAL_SECONDS: Final = 1.0
"""How soon a line is sealed."""
AUDIT_SECONDS: Final = 60.0
"""For all checks: each is a program that first has to start."""


async def audit_sealed(cast: Cast) -> None:
    """Every line of the audit is sealed into its chain, and the check finds the chain whole."""
    for _ in range(CHECKS):
        said = await _check(cast.place.audit or "")
        if UNSEALED not in said:
            return
        await asyncio.sleep(SEAL_SECONDS)
    raise NotAsItShouldBe(f"the audit: expected every line to be sealed, saw {said}")


async def _check(command: str) -> str:
    process = await asyncio.create_subprocess_exec(*shlex.split(command), stdout=PIPE, stderr=STDOUT)
    try:
        lines = (await process.communicate())[0].decode().splitlines()
    finally:
        if process.returncode is None:
            process.kill()
    said = "; ".join(line.partition("; the head")[0] for line in lines)
    see(process.returncode == 0, f"the audit: expected every line as it was sealed, saw {said}")
    return said
