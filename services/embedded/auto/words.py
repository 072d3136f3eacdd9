"""What Dr. Lind writes to Rosa. Ana gets the practical part, and of it nothing that is Rosa's alone."""

from collections.abc import Mapping
from typing import Final

from services.embedded.people.door import Json

FIRST: Final[Mapping[str, Json]] = {
    "main_message": {"text": "Your heart is strong. The swelling comes from the salt."},
    "decisions": {"items": [{"what": "No new water tablet for now", "why": "You want to try with less salt first."}]},
    "actions": {
        "items": [{"what": "Weigh yourself", "when": "every morning", "how": "before breakfast"}],
        "nothing": False,
    },
    "medicines": {
        "items": [{"change": "start", "name": "Melatonin 2 mg", "how": "one tablet an hour before bed", "why": ""}]
    },
    "tests": {"items": [{"what": "Potassium", "when": "next week", "where": "at the clinic"}]},
    "help": {"signs": ["You gain two kilos in three days."], "call": "Northfield Clinic, 555 0142"},
}
"""section -> what the first version says in it."""

ONLY_ROSAS: Final = frozenset({"medicines"})
"""Marked as the patient's alone, though it is in the practical part."""

FOR_ANA: Final = ("actions", "help")
"""What Ana reads, in order."""

NOT_FOR_ANA: Final = ("heart is strong", "No new water tablet", "less salt first", "Melatonin", "Potassium")
"""Words of what Ana does not read."""

OTHER_TAB: Final = "Please call me when you sleep badly."
"""What is typed in a second tab meanwhile."""

WHY_FOR_ROSA: Final = "Two milligrams were too many to begin with."
FOR_ROSA: Final[Json] = {
    "section": "medicines",
    "items": [{"change": "start", "name": "Melatonin 1 mg", "how": "one tablet an hour before bed", "why": ""}],
}
"""A correction of what only Rosa reads."""

WHY_FOR_BOTH: Final = "The evening fits your day better."
FOR_BOTH: Final[Json] = {
    "section": "actions",
    "items": [{"what": "Weigh yourself", "when": "every evening", "how": "before supper"}],
    "nothing": False,
}
"""A correction of what both read."""
