"""What stays of the visit for whoever checks later."""

import asyncio
import shlex
from asyncio.subprocess import PIPE, STDOUT
from typing import Final

from services.embedded.auto.cast import Cast
from services.embedded.auto.seeing import see, until

UNSEALED: Final = "not sealed yet"
CHECK_SECONDS: Final = 8.0
"""Lines are sealed within a second; the check is a program that first has to start, perhaps twice."""


async def audit_sealed(cast: Cast) -> None:
    """Every line of the audit is sealed into its chain, and the check finds the chain whole."""

    async def check() -> str:
        command = shlex.split(cast.place.audit or "")
        process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=STDOUT)
        try:
            said = " / ".join((await process.communicate())[0].decode().split("\n")).strip(" /")
        finally:
            if process.returncode is None:
                process.kill()
        see(process.returncode == 0, f"the audit: expected every line as it was sealed, saw {said}")
        return said

    await until("every line is sealed", check, lambda said: UNSEALED not in said, CHECK_SECONDS)
