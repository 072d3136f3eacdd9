"""Who lives in the demo. All of them are made up."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.contracts.demo import CLINICIAN_ACCOUNT, DESK_ACCOUNT, SECOND_CLINICIAN_ACCOUNT, Account
from services.contracts.ids import ClinicId, QueueId
from services.session.callers import StaffRole

CLINIC_ID: Final = ClinicId(UUID("0192f000-0000-7000-8000-000000000001"))
QUEUE_ID: Final = QueueId(UUID("0192f000-0000-7000-8000-000000000002"))
CLINIC_NAME: Final = "Northfield Clinic"
CLINIC_PHONE: Final = "555 0142"
QUEUE_NAME: Final = "Video visits"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the clinic."""

    name: str
    title: str | None
    account: Account
    roles: frozenset[StaffRole]


LIND: Final = Member("Mara Lind", "Dr.", CLINICIAN_ACCOUNT, frozenset({StaffRole.CLINICIAN}))
OKAFOR: Final = Member("Chidi Okafor", "Dr.", SECOND_CLINICIAN_ACCOUNT, frozenset({StaffRole.CLINICIAN}))
DESK: Final = Member("Ines Falk", None, DESK_ACCOUNT, frozenset({StaffRole.DESK}))
STAFF: Final = (LIND, OKAFOR, DESK)


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient of the demo. Without an address no link can be sent: the desk sees that."""

    name: str
    born: date
    email: str | None
    language: str = "en"
    phone: str | None = None


ROSA: Final = Patient("Rosa Alvarez", date(1948, 3, 2), "rosa@example.org", phone="555 0166")
EDITH: Final = Patient("Edith Warren", date(1957, 6, 11), "edith@example.org")
SARA: Final = Patient("Sara Novak", date(1981, 1, 30), "sara@example.org")
TOMAS: Final = Patient("Tomas Berg", date(1945, 9, 4), "tomas@example.org", phone="555 0131")
OMAR: Final = Patient("Omar Diallo", date(1969, 12, 19), "omar@example.org", phone="555 0153")
RUTH: Final = Patient("Ruth Adler", date(1954, 4, 23), "ruth@example.org")
LUCIA: Final = Patient("Lucía Ortega", date(1951, 8, 8), "lucia@example.org", "es")
MINA: Final = Patient("Mina Sol", date(1990, 2, 14), None, phone="555 0177")
PAUL: Final = Patient("Paul Hansen", date(1963, 10, 5), "paul@example.org")
PATIENTS: Final = (ROSA, EDITH, SARA, TOMAS, OMAR, RUTH, LUCIA, MINA, PAUL)
