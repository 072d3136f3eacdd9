"""CPU a relayed message: Beside's signalling process beside the PeerJS server, under the same load, paired in one run.

    python -m bench.relay [runs]

Ours does all that it does in a visit: rate limit, authorisation of the target, sequence numbers, replay ring,
acknowledgements, check of UTF-8, presence. PeerJS routes. Prints one JSON line a measurement and one a verdict.
"""

import json
import os
import statistics
import sys
from collections.abc import Sequence

import uvloop

from bench.parts import started_parts
from bench.relay.idle import idle_bytes
from bench.relay.load import PAIRS, Cost, Load, Stage
from bench.relay.sides import STORES, Side, beside, peerjs_server
from services.embedded.stack import Stack

LOADS = (
    Load("300 B, bursts of 10", size=300, burst=10, rounds=120),
    Load("300 B, unbatched", size=300, burst=1, rounds=400),
    Load("4 kB, bursts of 10", size=4096, burst=10, rounds=60),
)
# How many times better than PeerJS: what we want, and below what somebody must look (noisy machines).
BARS = {LOADS[0].name: (2.5, 2.0), LOADS[1].name: (1.4, 1.2), LOADS[2].name: (3.5, 3.0)}
WARM_UP = Load("warm-up", size=300, burst=10, rounds=40)
RUNS = 5
IDLE_BAR_BYTES = 5_000


def main() -> None:
    """Start, measure, print, judge."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with peerjs_server() as theirs, started_parts(STORES) as stack:
        uvloop.run(_bench(theirs, stack, runs))


async def _bench(theirs: Side, stack: Stack, runs: int) -> None:
    async with beside(stack) as ours:
        idle = await idle_bytes(ours)
        verdict = "met" if idle <= IDLE_BAR_BYTES else "missed"
        _tell(bytes_a_waiting_patient=idle, bar_bytes=IDLE_BAR_BYTES, verdict=verdict)
        _keep_apart(ours, theirs)
        for load, ratios in (await _measure((Stage(ours), Stage(theirs)), runs)).items():
            _judge(load, ratios)


async def _measure(stages: Sequence[Stage], runs: int) -> dict[Load, list[float]]:
    for stage in stages:
        await stage.open()
        await stage.run(WARM_UP)
    ratios: dict[Load, list[float]] = {load: [] for load in LOADS}
    for number in range(runs):
        # Who goes first alternates, so that a slow minute of the machine favours nobody.
        order = stages if number % 2 == 0 else stages[::-1]
        for load in LOADS:
            costs = {stage.side.name: await stage.run(load) for stage in order}
            ratios[load].append(_compare(number, load, costs["ours"], costs["peerjs"]))
    return ratios


def _keep_apart(*sides: Side) -> None:
    """The servers on one core, the clients on the others, where the system lets us choose."""
    if not hasattr(os, "sched_setaffinity"):
        return
    first, *others = sorted(os.sched_getaffinity(0))
    if others:
        os.sched_setaffinity(0, others)
        for side in sides:
            side.process.cpu_affinity([first])


def _compare(number: int, load: Load, ours: Cost, theirs: Cost) -> float:
    ratio = theirs.cpu_us / ours.cpu_us
    _tell(
        load=load.name,
        run=number + 1,
        messages=load.messages,
        sockets=2 * PAIRS,
        ratio=round(ratio, 2),
        ours=_rounded(ours),
        peerjs=_rounded(theirs),
    )
    return ratio


def _rounded(cost: Cost) -> dict[str, float]:
    return {
        "cpu_us_a_message": round(cost.cpu_us, 2),
        "idle_share_of_a_core": round(cost.idle_share, 3),
        "kernel_share": round(cost.kernel_share, 2),
        "core_busy": round(cost.busy, 2),
        "p50_ms": round(cost.p50_ms, 1),
        "p99_ms": round(cost.p99_ms, 1),
    }


def _judge(load: Load, ratios: list[float]) -> None:
    bar, alarm = BARS[load.name]
    median = statistics.median(ratios)
    verdict = "met" if median >= bar else "below the bar" if median >= alarm else "missed"
    _tell(load=load.name, median_ratio=round(median, 2), bar=bar, alarm=alarm, verdict=verdict)


def _tell(**line: object) -> None:
    print(json.dumps({"bench": "relay", **line}), flush=True)


if __name__ == "__main__":
    main()
