"""CPU a relayed message: Beside's socket beside the PeerJS server, under the same load, paired in one run.

    python -m bench.relay [runs]

Prints one JSON line a measurement and one a verdict.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import uvloop

from bench import peerjs
from bench.relay.callers import Caller, OurCaller, PeerJsCaller
from bench.relay.load import PAIRS, Cost, Load, run

LOADS = (
    Load("300 B, bursts of 10", size=300, burst=10, rounds=60),
    Load("300 B, unbatched", size=300, burst=1, rounds=400),
    Load("4 kB, bursts of 10", size=4096, burst=10, rounds=30),
)
# How many times better than PeerJS: what we want, and below what somebody must look (noisy machines).
BARS = {LOADS[0].name: (2.5, 2.0), LOADS[1].name: (1.4, 1.2), LOADS[2].name: (3.5, 3.0)}
WARM_UP = Load("warm-up", size=300, burst=10, rounds=40)
RUNS = 5

Sides = dict[type[Caller], tuple[psutil.Process, int]]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    with _server([sys.executable, "-m", "bench.relay.ours"]) as ours, _server(peerjs.installed()) as theirs:
        if len(cores) > 1:
            os.sched_setaffinity(0, cores[1:])
            for process, _ in (ours, theirs):
                process.cpu_affinity(cores[:1])
        sides: Sides = {OurCaller: ours, PeerJsCaller: theirs}
        ratios = uvloop.run(_measure(sides, runs))
    for load in LOADS:
        _judge(load, ratios[load.name])


async def _measure(sides: Sides, runs: int) -> dict[str, list[float]]:
    for kind, (server, port) in sides.items():
        await run(kind, server, port, WARM_UP)
    ratios: dict[str, list[float]] = {load.name: [] for load in LOADS}
    for number in range(runs):
        # Who goes first alternates, so that a slow minute of the machine favours nobody.
        order = list(sides.items())[:: 1 if number % 2 == 0 else -1]
        for load in LOADS:
            costs = {kind.dialect: await run(kind, *side, load) for kind, side in order}
            ratios[load.name].append(_tell(number, load, costs["ours"], costs["peerjs"]))
    return ratios


def _tell(number: int, load: Load, ours: Cost, theirs: Cost) -> float:
    ratio = theirs.cpu_us / ours.cpu_us
    line = {
        "bench": "relay",
        "load": load.name,
        "run": number + 1,
        "messages": load.messages,
        "sockets": 2 * PAIRS,
        "ours_cpu_us": round(ours.cpu_us, 2),
        "peerjs_cpu_us": round(theirs.cpu_us, 2),
        "ratio": round(ratio, 2),
        "ours_p50_ms": round(ours.p50_ms, 2),
        "peerjs_p50_ms": round(theirs.p50_ms, 2),
        "ours_p99_ms": round(ours.p99_ms, 2),
        "peerjs_p99_ms": round(theirs.p99_ms, 2),
        # Below 1 the clients were what the run waited for.
        "ours_busy": round(ours.cpu_us * load.messages / ours.wall_s / 1e6, 2),
        "peerjs_busy": round(theirs.cpu_us * load.messages / theirs.wall_s / 1e6, 2),
    }
    print(json.dumps(line), flush=True)
    return ratio


def _judge(load: Load, ratios: list[float]) -> None:
    bar, alarm = BARS[load.name]
    median = statistics.median(ratios)
    verdict = "met" if median >= bar else "below the bar" if median >= alarm else "missed"
    line = {"bench": "relay", "load": load.name, "median_ratio": round(median, 2), "bar": bar, "alarm": alarm}
    print(json.dumps({**line, "verdict": verdict}), flush=True)


@contextmanager
def _server(command: list[str]) -> Iterator[tuple[psutil.Process, int]]:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 -- ours
        assert process.stdout is not None
        try:
            yield psutil.Process(process.pid), int(process.stdout.readline())
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
