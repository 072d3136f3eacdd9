"""Who signs in at the demo: made by `beside demo seed`, and used by whoever plays a visit at its front door.

These accounts exist only where the DEMO setting is on.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Account:
    """A local staff account of the demo."""

    name: str
    password: str


CLINICIAN_ACCOUNT: Final = Account("lind", "beside-demo")
SECOND_CLINICIAN_ACCOUNT: Final = Account("okafor", "beside-demo")
DESK_ACCOUNT: Final = Account("desk", "beside-demo")
