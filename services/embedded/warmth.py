"""All that our own processes import, once for all of them: only the server of the nursery imports this."""

import gc
import os
from importlib import import_module
from signal import SIGKILL
from typing import Final

from setproctitle import setproctitle

from services.embedded.binding import bound_to

SERVER: Final = os.getpid()
# Now, before anybody moves the environment, beside which the title lies.
setproctitle("beside nursery")

# All of it is here to stay: to look for garbage in between would cost a quarter of the time.
gc.disable()
for name in (
    "services.session.app",
    "services.session.demo.seed",
    "services.signaling.app",
    "services.notes.app",
    "services.runtime.migrations",
    "services.runtime.topology",
    "services.embedded.mail.app",
):
    import_module(name)
# Children that leave it alone share it.
gc.freeze()
gc.enable()

# A terminal that closes is the launcher's affair: it ends us all in order. If it cannot, the kernel does:
# the thread that started us, the nursery's attendant, lives as long as the launcher.
os.setsid()
if bind := bound_to(os.getppid(), SIGKILL):
    bind()
