"""Every benchmark, one after the other: `python -m bench [name...]`. Each prints JSON lines."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """A benchmark is a package here that can be run."""
    return sorted(path.parent.name for path in HERE.glob("*/__main__.py"))


def main(wanted: list[str]) -> int:
    """Run them in processes of their own, so that none inherits another's warmth; 1 when one failed."""
    codes = []
    for name in wanted or names():
        print(f"# {name}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode)  # noqa: S603
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
