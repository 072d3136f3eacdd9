"""What a patient who waits costs the server's memory: the socket, and all that is kept of the visit for it."""

from bench.relay.sides import Beside

BEFORE = 200
MEASURED = 800


async def idle_bytes(side: Beside) -> int:
    """Bytes of the process's own memory a further waiting patient, each in a visit of their own."""
    callers = [await side.waiting() for _ in range(BEFORE)]
    before = side.process.memory_full_info().uss
    callers += [await side.waiting() for _ in range(MEASURED)]
    after = side.process.memory_full_info().uss
    for caller in callers:
        caller.close()
    return round((after - before) / MEASURED)
