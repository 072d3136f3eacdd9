"""Who writes what to whom in one room, and what they are told when they may not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid5

from services.contracts.chat import MOST_MESSAGES, ChatEdit, ChatMessage, ChatSaid, ChatWithdraw, Written
from services.contracts.ids import MessageId, PersonId
from services.contracts.states import Scope
from services.signaling.chat.rules import Kept, Word
from services.signaling.room import effects, inputs
from tests.signaling.room.play import ANA, BEGIN, LIND, MAREK, ROSA, Person, Play, admitted, standing

TALK = frozenset({Scope.JOIN, Scope.CHAT})
ALL_MAY_WRITE = standing(
    1,
    {
        LIND: admitted(LIND),
        ROSA: admitted(ROSA),
        ANA: admitted(ANA, scopes=TALK),
        MAREK: admitted(MAREK, scopes=TALK),
    },
)


def id_of(number: int) -> MessageId:
    return MessageId(uuid5(UUID(int=0), str(number)))


def written(number: int, audience: frozenset[PersonId]) -> Written:
    """By Dr. Lind, some time before."""
    at = datetime.fromtimestamp(BEGIN - MOST_MESSAGES + number, UTC)
    return Written(id=id_of(number), person_id=LIND.id, at=at, text="one", audience=audience)


class Talk(Play):
    """Everybody is there, and the stream answers at once."""

    sequence = 0
    kept: tuple[Kept, ...] = ()

    def begin(self) -> "Talk":
        for person in (LIND, ROSA, ANA, MAREK):
            self.joins(person)
        return self

    def happens(self, what: inputs.Input) -> list[effects.Effect]:
        follows = super().happens(what)
        for effect in follows:
            if isinstance(effect, effects.LoadChat):
                self.happens(inputs.ChatLoaded(effect.order, self.kept))
            elif isinstance(effect, effects.StoreChat):
                self.sequence += 1
                self.happens(inputs.ChatStored(effect.order, Kept(effect.message, self.sequence)))
        return follows

    def writes(self, person: Person, word: Word) -> None:
        self.happens(inputs.ChatWordSaid(self.n(person), word))

    def reads(self, person: Person) -> list[str]:
        """What a person's page shows, as a page would."""
        known: dict[object, ChatMessage] = {}
        for messages, is_all in self._told_of_chat(person):
            known = {} if is_all else known
            known |= {(message.person_id, message.id): message for message in messages}
        return [message.text for message in sorted(known.values(), key=lambda message: message.at)]

    def _told_of_chat(self, person: Person) -> Iterator[tuple[tuple[ChatMessage, ...], bool]]:
        for effect in self.told(person):
            if isinstance(effect, effects.SendChatHistory):
                yield effect.messages, True
            elif isinstance(effect, effects.SendChat):
                yield (effect.message,), False

    def refusals(self, person: Person) -> list[str]:
        return [effect.code.value for effect in self.told(person) if isinstance(effect, effects.SendError)]


def talk() -> Talk:
    return Talk(ALL_MAY_WRITE).begin()


def test_nobody_changes_what_somebody_else_wrote() -> None:
    play = talk()
    play.writes(LIND, ChatSaid(id=id_of(1), text="Two tablets a day."))
    play.writes(ANA, ChatEdit(id=id_of(1), text="Ten tablets a day."))
    play.writes(ANA, ChatWithdraw(id=id_of(1)))
    assert play.reads(ROSA) == ["Two tablets a day."]
    assert play.refusals(ANA) == ["chat.not_there", "chat.not_there"]


def test_an_id_that_somebody_else_used_tells_nobody_that_it_was_used() -> None:
    play = talk()
    play.writes(LIND, ChatSaid(id=id_of(1), text="one"))
    play.writes(ANA, ChatSaid(id=id_of(1), text="two"))
    assert play.reads(ROSA) == ["one", "two"]
    assert not play.refusals(ANA)


def test_what_was_withdrawn_stays_withdrawn() -> None:
    play = talk()
    play.writes(ANA, ChatSaid(id=id_of(1), text="one"))
    play.writes(ANA, ChatWithdraw(id=id_of(1)))
    play.writes(ANA, ChatEdit(id=id_of(1), text="two"))
    play.writes(ANA, ChatSaid(id=id_of(1), text="three"))
    assert play.reads(ROSA) == [""]
    assert play.refusals(ANA) == ["chat.not_there"]


def test_words_put_in_place_of_others_while_a_guest_is_held_are_never_shown_to_them() -> None:
    play = talk()
    play.writes(ROSA, ChatSaid(id=id_of(1), text="I sleep well."))
    play.writes(ROSA, ChatSaid(id=id_of(2), text="Thank you."))
    play.stands({ANA: admitted(ANA, scopes=TALK, held_by=frozenset({ROSA.id}))})
    play.writes(ROSA, ChatEdit(id=id_of(1), text="I am afraid at home."))
    play.stands({ANA: admitted(ANA, scopes=TALK)})
    assert play.reads(ANA) == ["Thank you."]
    assert play.reads(LIND) == ["I am afraid at home.", "Thank you."]
    play.writes(ROSA, ChatEdit(id=id_of(1), text="I am afraid."))
    assert play.reads(ANA) == ["Thank you."]


def test_words_that_come_late_are_not_for_whoever_was_held_when_they_were_written() -> None:
    play = talk()
    play.writes(ROSA, ChatSaid(id=id_of(1), text="I am afraid at home.", kept_out=frozenset({ANA.id})))
    play.writes(ROSA, ChatSaid(id=id_of(2), text="Thank you."))
    play.writes(ROSA, ChatEdit(id=id_of(2), text="I am afraid.", kept_out=frozenset({ANA.id})))
    assert play.reads(ANA) == ["Thank you."]
    assert play.reads(LIND) == play.reads(ROSA) == ["I am afraid at home.", "I am afraid."]


def test_nobody_writes_past_the_patient_the_clinician_or_themselves() -> None:
    play = talk()
    play.writes(ANA, ChatSaid(id=id_of(1), text="Well?", kept_out=frozenset({ROSA.id, LIND.id, ANA.id})))
    assert play.reads(ANA) == play.reads(LIND) == play.reads(ROSA) == ["Well?"]


def test_whoever_writes_too_fast_is_asked_to_wait() -> None:
    play = talk()
    for number in range(12):
        play.writes(ANA, ChatSaid(id=id_of(number), text="again"))
    assert len(play.reads(ROSA)) == 10
    assert play.refusals(ANA) == ["chat.too_fast", "chat.too_fast"]
    play.passes(1)
    play.writes(ANA, ChatSaid(id=id_of(12), text="now"))
    assert play.reads(ROSA)[-1] == "now"


def test_a_full_chat_is_full_of_what_its_writer_sees() -> None:
    """A guest who was out for most of it learns from no limit how much was written meanwhile."""
    play = Talk(ALL_MAY_WRITE)
    without_ana = frozenset({LIND.id, ROSA.id, MAREK.id})
    play.kept = tuple(Kept(written(number, without_ana), number + 1) for number in range(MOST_MESSAGES))
    play.sequence = MOST_MESSAGES
    play.begin()
    play.writes(ANA, ChatSaid(id=id_of(1), text="hello"))
    play.writes(LIND, ChatSaid(id=id_of(MOST_MESSAGES), text="one too many"))
    assert play.refusals(LIND) == ["chat.full"]
    assert play.reads(ANA) == ["hello"]
    assert not play.refusals(ANA)


def test_two_who_are_set_apart_in_the_middle_lose_each_others_words() -> None:
    play = talk()
    play.writes(MAREK, ChatSaid(id=id_of(1), text="of Marek"))
    play.writes(LIND, ChatSaid(id=id_of(2), text="of Dr. Lind"))
    assert play.reads(ANA) == ["of Marek", "of Dr. Lind"]
    play.stands(
        {
            ANA: admitted(ANA, scopes=TALK, apart=frozenset({MAREK.id})),
            MAREK: admitted(MAREK, scopes=TALK, apart=frozenset({ANA.id})),
        }
    )
    play.writes(MAREK, ChatSaid(id=id_of(3), text="more of Marek"))
    assert play.reads(ANA) == ["of Dr. Lind"]
    assert play.reads(ROSA) == ["of Marek", "of Dr. Lind", "more of Marek"]


def test_that_somebody_writes_is_told_to_those_who_may_read_them_and_not_too_often() -> None:
    play = talk()
    play.stands({MAREK: admitted(MAREK, scopes=frozenset({Scope.JOIN}))})
    for _ in range(5):
        play.happens(inputs.TypingSaid(play.n(ANA)))
    whispers = [effect.n for effect in play.done if isinstance(effect, effects.Whisper)]
    assert sorted(whispers) == sorted([play.n(LIND), play.n(ROSA)])
    play.happens(inputs.TypingSaid(play.n(MAREK)))
    assert len([effect for effect in play.done if isinstance(effect, effects.Whisper)]) == len(whispers)


def test_what_a_guest_had_not_taken_in_when_they_were_held_is_not_sent_again() -> None:
    play = talk()
    play.loses_socket(ANA)
    play.writes(LIND, ChatSaid(id=id_of(1), text="one"))
    play.stands({ANA: admitted(ANA, scopes=TALK, held_by=frozenset({LIND.id}))})
    assert isinstance(play.told(ANA)[-1], effects.CutReplay)
    assert not play.told(ROSA, effects.CutReplay)
