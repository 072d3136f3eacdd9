"""What a run tells: lines for a person in a terminal, or JSON lines for a program that started it."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Final, Protocol

from services.embedded.keyring import write_privately
from services.embedded.lan import fingerprint, qr_code, qr_picture
from services.embedded.plan import Plan
from services.embedded.tending import Health, Tender

RUN_FILE: Final = "run.json"


class Report(Protocol):
    """Hears everything that happens in a run."""

    def part(self, tender: Tender) -> None:
        """A part's health changed."""

    def step(self, name: str, seconds: float) -> None:
        """A step was done."""

    def ready(self, seconds: float) -> None:
        """Everything is ready for the first time."""

    def stopping(self) -> None:
        """The stop begins."""


class Terminal:
    """For a person: one line a part with its time, then where to go."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._stopping = False
        print(f"Beside is starting at {plan.here} (it already shows its start page).")
        print(f"  its data: {plan.state}" + self._elsewhere())

    def part(self, tender: Tender) -> None:
        """Only what a person can use: ready once, died, back."""
        name = tender.part.name
        if tender.health is Health.READY:
            print(f"  {name:<46} {'ready' if tender.starts == 1 else 'back'}", flush=True)
        elif tender.health is Health.DIED:
            print(f"  {name:<46} ended by itself; it is started again ({tender.log})", flush=True)

    def step(self, name: str, seconds: float) -> None:
        """A line with its time."""
        print(f"  {name:<46} {seconds:4.1f} s", flush=True)

    def ready(self, seconds: float) -> None:
        """Where to go now."""
        plan = self._plan
        print(f"\nReady after {seconds:.1f} s.  Open  {plan.here}")
        for door, address in _doors(plan).items():
            print(f"  {door:<12} {address}")
        print(f"  {'every mail':<12} {plan.here}/mail")
        if plan.lan:
            print(f"\nOn a phone in this network:  {plan.lan.page}\n{qr_code(plan.lan.page)}")
            root = plan.state / "caddy" / "pki" / "authorities" / "local" / "root.crt"
            print(f"The certificate's SHA-256: {fingerprint(root)}")
        print("Ctrl-C stops it. The next start goes on with its data; RESET=1 starts afresh.", flush=True)

    def stopping(self) -> None:
        """A word, so that nobody presses Ctrl-C again."""
        print("\nStopping.", flush=True)

    def _elsewhere(self) -> str:
        data = self._plan.postgres.data
        return "" if data.is_relative_to(self._plan.state) else f", and PostgreSQL's: {data}"


def _doors(plan: Plan) -> dict[str, str]:
    """What the seed wrote down for the start page: who comes in where."""
    doors = plan.state / "demo" / "doors.json"
    found: dict[str, str] = json.loads(doors.read_text(encoding="utf-8")) if doors.exists() else {}
    return found


class Lines:
    """For a program: a JSON object a line, on a pipe it gave us."""

    def __init__(self, plan: Plan, descriptor: int) -> None:
        self._descriptor = descriptor
        self._say(plan=addresses(plan))

    def part(self, tender: Tender) -> None:
        """Every change."""
        self._say(
            part=tender.part.name,
            health=tender.health,
            pid=tender.pid,
            starts=tender.starts,
            log=str(tender.log),
        )

    def step(self, name: str, seconds: float) -> None:
        """Every step."""
        self._say(step=name, seconds=round(seconds, 3))

    def ready(self, seconds: float) -> None:
        """Once."""
        self._say(ready=round(seconds, 3))

    def stopping(self) -> None:
        """Once."""
        self._say(stopping=True)

    def _say(self, **what: object) -> None:
        # Whoever listened may be gone; the run then ends by its own rules, not by a broken pipe.
        try:
            os.write(self._descriptor, json.dumps(what).encode() + b"\n")
        except OSError:
            print("nobody reads the report", file=sys.stderr)


class StartPage:
    """For the start page: a small file that Caddy serves, `{"state": ..., "parts": {name: health}, "phones": ...}`.

    With `phones` it lies beside a code for each door.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._path = plan.state / "demo" / "state.json"
        self._state = "starting"
        self._parts: dict[str, str] = {}
        self._write()

    def part(self, tender: Tender) -> None:
        """Every change."""
        self._parts[tender.part.name] = tender.health
        self._write()

    def step(self, name: str, seconds: float) -> None:
        """Steps concern nobody who looks at a page."""

    def ready(self, seconds: float) -> None:  # noqa: ARG002 (the protocol's)
        """The doors open."""
        self._state = "ready"
        self._draw_codes()
        self._write()

    def stopping(self) -> None:
        """The doors close."""
        self._state = "stopping"
        self._write()

    def _draw_codes(self) -> None:
        """For the cameras of phones in this network: nobody types a link."""
        for door, address in _doors(self._plan).items() if self._plan.lan else ():
            write_privately(self._path.with_name(f"{door}.svg"), qr_picture(address))

    def _write(self) -> None:
        told = {"state": self._state, "parts": self._parts, "phones": self._plan.lan is not None}
        write_privately(self._path, json.dumps(told))


class Announced:
    """For our own code: an event that is set once everything is ready."""

    def __init__(self) -> None:
        self.event = asyncio.Event()

    def part(self, tender: Tender) -> None:
        """Of no concern."""

    def step(self, name: str, seconds: float) -> None:
        """Of no concern."""

    def ready(self, seconds: float) -> None:  # noqa: ARG002 (the protocol's)
        """Now."""
        self.event.set()

    def stopping(self) -> None:
        """Of no concern."""


class Together:
    """Several reports as one."""

    def __init__(self, *reports: Report) -> None:
        self._reports = reports

    def part(self, tender: Tender) -> None:
        """To each."""
        for report in self._reports:
            report.part(tender)

    def step(self, name: str, seconds: float) -> None:
        """To each."""
        for report in self._reports:
            report.step(name, seconds)

    def ready(self, seconds: float) -> None:
        """To each."""
        for report in self._reports:
            report.ready(seconds)

    def stopping(self) -> None:
        """To each."""
        for report in self._reports:
            report.stopping()


def addresses(plan: Plan) -> dict[str, object]:
    """Everything a program needs to talk to the parts, secrets included."""
    return {
        "origin": plan.origin,
        "state": str(plan.state),
        "nats": {user: plan.nats_url(user) for user in plan.keyring.nats},
        "redis": plan.redis_url,
        "databases": {user: plan.database_url(user) for user in plan.keyring.databases},
        "keys": {"session": str(plan.keyring.keys), "notes": str(plan.keyring.notes_keys)},
        "ports": plan.ports,
    }


def leave_addresses(plan: Plan) -> Path:
    """Write them where commands of the same person find them while it runs."""
    path = plan.state / RUN_FILE
    write_privately(path, json.dumps(addresses(plan), indent=2))
    return path
