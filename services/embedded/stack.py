"""A run as an object: for tests, benchmarks and whatever else wants all of Beside, or only its stores, for a while."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from services.embedded.parts import STORES
from services.embedded.plan import CHECKOUT
from services.embedded.ports import free_ports
from services.embedded.postgres import place_for

START_SECONDS: Final = 180.0
BACK_SECONDS: Final = 20.0
STOP_SECONDS: Final = 10.0

STORES_ONLY: Final = (*STORES, "databases", "provision")


class StackError(RuntimeError):
    """The run ended, or did not come to the awaited state in time; the message holds what it said."""


@dataclass
class PartState:
    """What the launcher last said of a part; `pid` is None while it is down."""

    health: str
    pid: int | None
    starts: int
    log: Path


class Stack:
    """A launcher in a process of its own, with handles on its parts.

    `settings` are environment variables for every part, such as shorter windows: `{"BESIDE_LINK_DAYS": "1"}`.
    It ends when `stop` is called, and also when this process ends in any way.
    """

    def __init__(
        self,
        state: Path,
        *,
        port: int | None = None,
        only: tuple[str, ...] = (),
        settings: Mapping[str, str] | None = None,
        reset: bool = False,
        lan: str | None = None,
    ) -> None:
        self.state = state
        self.port = port or free_ports(1)[0]
        self.parts: dict[str, PartState] = {}
        self.addresses: dict[str, Any] = {}
        self.ready_after: float | None = None
        self._words = [
            *(["--reset"] if reset else []),
            *(["--lan", lan] if lan else []),
            *(["--only", *only] if only else []),
        ]
        self._settings = dict(settings or {})
        self._news = threading.Condition()
        self._ended = False
        self._process: subprocess.Popen[bytes] | None = None
        self._listener: threading.Thread | None = None

    def start(self, *, wait: bool = True) -> Self:
        """Start the launcher; with `wait`, return when every part is ready."""
        self.state.mkdir(parents=True, exist_ok=True)
        ours, theirs = os.pipe()
        words = ["demo", *self._words, "--tied-to-input", "--report-to", str(theirs)]
        environment = {**os.environ, **self._settings}
        environment |= {"BESIDE_STATE": str(self.state), "BESIDE_PORT": str(self.port), "PYTHONPATH": str(CHECKOUT)}
        with (self.state / "launcher.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "services.cli", *words],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=environment,
                pass_fds=(theirs,),
                start_new_session=True,
            )
        os.close(theirs)
        self._listener = threading.Thread(target=self._listen, args=(ours,), daemon=True)
        self._listener.start()
        if wait:
            self.wait_until(lambda: self.ready_after is not None, "everything to be ready", START_SECONDS)
        return self

    def stop(self, limit: float = STOP_SECONDS) -> int:
        """End the run as Ctrl-C does; gives the launcher's exit code."""
        if self._process is None:
            return 0
        self._process.send_signal(signal.SIGINT)
        return self._gone(limit)

    def kill_launcher(self) -> None:
        """End the launcher alone, with kill -9."""
        self._launcher().kill()
        self._gone(STOP_SECONDS)

    @property
    def launcher_pid(self) -> int:
        """The launcher's own process."""
        return self._launcher().pid

    @property
    def origin(self) -> str:
        """Where people find it."""
        return str(self.addresses["origin"])

    @property
    def redis_url(self) -> str:
        """With its password."""
        return str(self.addresses["redis"])

    def keys(self, service: str) -> Path:
        """Folder of a service's own keys."""
        return Path(str(self.addresses["keys"][service]))

    @property
    def operator(self) -> dict[str, str]:
        """What whoever types `beside audit verify` or `beside person erase` has in their environment."""
        return {
            f"BESIDE_{service.upper()}_{name}": value
            for service in self.addresses["keys"]
            for name, value in (("DATABASE_URL", self.database_url(service)), ("KEYS_DIR", str(self.keys(service))))
        }

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return place_for(self.state).data

    def nats_url(self, user: str = "admin") -> str:
        """With user and password."""
        return str(self.addresses["nats"][user])

    def database_url(self, user: str = "postgres") -> str:
        """A service's own database, or the administrator's."""
        return str(self.addresses["databases"][user])

    def pid(self, name: str) -> int:
        """The process of a part; raises when it is down."""
        pid = self.parts[name].pid
        if pid is None:
            raise StackError(f"{name} is not running")
        return pid

    def log(self, name: str) -> str:
        """Everything a part has written so far."""
        return (self.state / "logs" / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def kill(self, name: str, how: signal.Signals = signal.SIGKILL) -> int:
        """Send a part a signal; gives how often it had been started, for `wait_back`."""
        starts = self.parts[name].starts
        os.kill(self.pid(name), how)
        return starts

    def wait_back(self, name: str, starts: int, limit: float = BACK_SECONDS) -> None:
        """Until a part that was killed after so many starts is ready again."""
        self.wait_until(lambda: self._is_back(name, starts), f"{name} to be back", limit)

    def wait_until(self, true: Callable[[], bool], what: str, limit: float) -> None:
        """Until the parts are in a state, looked at after each of the launcher's words."""
        with self._news:
            if not self._news.wait_for(lambda: true() or self._ended, limit) or not true():
                said = (self.state / "launcher.log").read_text(encoding="utf-8", errors="replace")[-4000:]
                raise StackError(f"waited {limit:.0f} s for {what}: {self.parts}\n{said}")

    def pull_break(self, *parts: str) -> None:
        """The demo's switch: these fail on purpose from now on; none heals all."""
        (self.state / "break").write_text("\n".join(parts), encoding="utf-8")

    def __enter__(self) -> Self:
        return self.start() if self._process is None else self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _is_back(self, name: str, starts: int) -> bool:
        part = self.parts[name]
        return part.starts > starts and part.health == "ready"

    def _launcher(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise StackError("not started")
        return self._process

    def _gone(self, limit: float) -> int:
        process = self._launcher()
        try:
            code = process.wait(timeout=limit)
        finally:
            if process.stdin:
                process.stdin.close()
        if self._listener:
            self._listener.join(timeout=limit)
        self._process = None
        return code

    def _listen(self, descriptor: int) -> None:
        with os.fdopen(descriptor, encoding="utf-8") as words:
            for line in words:
                with self._news:
                    self._hear(json.loads(line))
                    self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()

    def _hear(self, said: dict[str, Any]) -> None:
        if "plan" in said:
            self.addresses = said["plan"]
        elif "part" in said:
            self.parts[said["part"]] = PartState(said["health"], said["pid"], said["starts"], Path(said["log"]))
        elif "ready" in said:
            self.ready_after = said["ready"]
