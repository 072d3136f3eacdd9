"""A NATS server of a test's own, which it may kill and start again."""

import asyncio
import socket
import subprocess
import sysconfig
from pathlib import Path

START_SECONDS = 5.0

CONFIG = """
jetstream {{ store_dir: "{store}", sync_interval: always }}
authorization {{ users: [
  {{ user: all, password: all }}
  {{ user: narrow, password: narrow, permissions: {{ publish: ["allowed.>"], subscribe: ["_INBOX.narrow.>"] }} }}
] }}
"""


class NatsServer:
    """Listens on one port for its whole life, through kills and restarts. Users: `all`, and `narrow` who may little."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        config = folder / "nats.conf"
        config.write_text(CONFIG.format(store=folder / "store"))

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"nats://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Start, and wait until it takes connections."""
        server = Path(sysconfig.get_path("scripts")) / "nats-server"
        with (self._folder / "nats.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603, ASYNC220 (forking takes a millisecond)
                [server, "-a", "127.0.0.1", "-p", str(self._port), "-c", self._folder / "nats.conf"],
                stdout=log,
                stderr=log,
            )
        await asyncio.wait_for(self._listening(), START_SECONDS)

    async def _listening(self) -> None:
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
            except ConnectionRefusedError:
                await asyncio.to_thread(self._assert_alive)
                continue
            writer.close()
            return

    def _assert_alive(self) -> None:
        assert self._process is not None
        assert self._process.poll() is None, (self._folder / "nats.log").read_text()[-2000:]

    def kill(self) -> None:
        """End it as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
