"""The words for what a visit, a person in it, and a consent can be. One word each, the same in code and documents."""

from enum import StrEnum


class VisitState(StrEnum):
    """The stored state of a visit."""

    SCHEDULED = "scheduled"
    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    ENDED = "ended"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Modality(StrEnum):
    """How the talk takes place."""

    VIDEO = "video"
    SOUND = "sound"
    PHONE = "phone"


class Outcome(StrEnum):
    """How the talk went. A person chooses among the first three; the timer alone says abandoned."""

    COMPLETED = "completed"
    BROKEN_OFF = "broken_off"
    DID_NOT_TAKE_PLACE = "did_not_take_place"
    ABANDONED = "abandoned"


class Absent(StrEnum):
    """Who did not come to a visit that did not take place."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    BOTH = "both"
    MISSED_EACH_OTHER = "missed_each_other"


class Role(StrEnum):
    """What a person is in one visit."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    GUEST = "guest"
    INTERPRETER = "interpreter"
    OBSERVER = "observer"


class Standing(StrEnum):
    """Where a person stands in a visit. Moved by session alone."""

    INVITED = "invited"
    AT_DOOR = "at_door"
    ADMITTED = "admitted"
    GONE = "gone"
    REMOVED = "removed"


class Link(StrEnum):
    """Whether a device is reached now. Moved by signaling alone."""

    ABSENT = "absent"
    LIVE = "live"
    RECONNECTING = "reconnecting"


class DevicePlace(StrEnum):
    """Where one device of a person stands: a new device of a guest waits at the door beside the admitted one."""

    AT_DOOR = "at_door"
    ADMITTED = "admitted"


class DeviceKind(StrEnum):
    """On what a page is open, as its browser tells: pointed at with a finger, or with a mouse."""

    PHONE = "phone"
    COMPUTER = "computer"


class ConsentState(StrEnum):
    """The life of one invitation."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    REVOKED = "revoked"
    EXPIRED = "expired"


class Scope(StrEnum):
    """What a guest may do. Chat and files need join and fall with it; the summary scopes do not."""

    JOIN = "join"
    CHAT = "chat"
    FILES = "files"
    SUMMARY_ALL = "summary_all"
    SUMMARY_ACTIONS = "summary_actions"


class ConsentBasis(StrEnum):
    """On what an act of consent rests. The last three are those of a representative; staff have seen the papers."""

    OWN_PAGE = "own_page"
    OWN_INVITATION = "own_invitation"
    CARRIED_OVER = "carried_over"
    SAID_ALOUD = "said_aloud"
    EMERGENCY = "emergency"
    STAFF = "staff"
    TIME = "time"
    PARENT = "parent"
    GUARDIAN = "guardian"
    PROXY = "proxy"


class ConsentAct(StrEnum):
    """What was done about one invitation. `let_in` and `told`: in an emergency, without a yes."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    UNDONE = "undone"
    DECLINED = "declined"
    REVOKED = "revoked"
    EXPIRED = "expired"
    LET_IN = "let_in"
    TOLD = "told"


class SummaryChoice(StrEnum):
    """What a guest may read afterwards; the decision-maker chooses one, none is chosen beforehand."""

    EVERYTHING = "everything"
    ACTIONS = "actions"
    NOTHING = "nothing"
