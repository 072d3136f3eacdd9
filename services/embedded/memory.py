"""Where state lies that nobody needs for long: in memory where there is enough of it, for there no disk is waited for.

`python -m services.embedded.memory` prints it: any Python can, before anything is installed.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

_MEMORY: Final = Path("/dev/shm")  # noqa: S108 (a folder in it gets a name of its own)
_ENOUGH: Final = 6 * 2**30


def folder_in_memory() -> Path:
    """A folder for folders of one's own; on a disk where there is less than enough memory."""
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH:
        return _MEMORY
    return Path(tempfile.gettempdir())


if __name__ == "__main__":
    sys.stdout.write(f"{folder_in_memory()}\n")
