"""What the other instances told of a visit's people, and how far it is still believed."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.contracts.presence import Present, VisitPresence
from services.contracts.states import Link
from services.signaling.room.limits import PEER_DOUBTED_AFTER, PEER_FORGOTTEN_AFTER


@dataclass(slots=True)
class Peer:
    """One other instance: its last report, and when that came."""

    sequence: int
    heard_at: float
    people: tuple[Present, ...]
    version: int
    """Of the standing that it obeys."""
    is_doubted: bool = False

    def presents(self) -> Iterator[Present]:
        """Its connections; none is live while the instance itself gives no sign."""
        for present in self.people:
            if self.is_doubted and present.link is Link.LIVE:
                yield present.model_copy(update={"link": Link.RECONNECTING})
            else:
                yield present


class Peers:
    """All other instances that have people of this visit."""

    __slots__ = ("_by_instance",)

    def __init__(self) -> None:
        self._by_instance: dict[str, Peer] = {}

    def knows(self, instance: str) -> bool:
        """Whether an instance has people of this visit, as far as is known."""
        return instance in self._by_instance

    def hear(self, said: VisitPresence, now: float) -> bool:
        """Take in a report, unless a later one came before it; whether it says anything new."""
        known = self._by_instance.get(said.instance)
        if known is not None and said.sequence <= known.sequence:
            return False
        if not said.people:
            return self._by_instance.pop(said.instance, None) is not None
        self._by_instance[said.instance] = Peer(said.sequence, now, said.people, said.standing_version)
        return (
            known is None or known.is_doubted or known.people != said.people or known.version != said.standing_version
        )

    def look(self, now: float) -> bool:
        """Doubt and forget whoever was silent too long; whether something changed."""
        changed = False
        for instance, peer in tuple(self._by_instance.items()):
            if now >= peer.heard_at + PEER_FORGOTTEN_AFTER:
                del self._by_instance[instance]
                changed = True
            elif not peer.is_doubted and now >= peer.heard_at + PEER_DOUBTED_AFTER:
                peer.is_doubted = True
                changed = True
        return changed

    def due(self) -> float | None:
        """When `look` finds something new if nothing more is heard."""
        return min(
            (
                peer.heard_at + (PEER_FORGOTTEN_AFTER if peer.is_doubted else PEER_DOUBTED_AFTER)
                for peer in self._by_instance.values()
            ),
            default=None,
        )

    def presents(self) -> Iterator[Present]:
        """Every connection that the others hold."""
        for peer in self._by_instance.values():
            yield from peer.presents()

    def told(self) -> Iterator[tuple[Present, int]]:
        """The same, with the version of the standing that the instance obeys."""
        for peer in self._by_instance.values():
            for present in peer.presents():
                yield present, peer.version
