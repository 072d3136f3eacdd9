"""The whole visit: its steps in order. Each ends when what its sentence says is true, or out of time."""

from typing import Final

from services.embedded.auto import reading, record, talk, writing
from services.embedded.auto.seeing import MEDIA_SECONDS, Step

STEPS: Final = (
    Step("booked", talk.booked),
    Step("mailed", talk.mailed),
    Step("look", talk.look, aside=True),
    Step("enter", talk.enter),
    Step("check", talk.check),
    Step("waiting", talk.waiting),
    Step("let-in", talk.let_in),
    Step("first-media", talk.first_media, MEDIA_SECONDS, aside=True),
    Step("invited", talk.invited),
    Step("consent", talk.consent),
    Step("knock", talk.knock),
    Step("guest-in", talk.guest_in),
    Step("three-way-media", talk.three_way_media, MEDIA_SECONDS, aside=True),
    Step("muted", talk.muted, 2 * MEDIA_SECONDS, aside=True),
    Step("reload", talk.reload, 3 * MEDIA_SECONDS, aside=True),
    Step("removed", talk.removed, aside=True),
    Step("removal-undone", talk.removal_undone, aside=True),
    Step("finish", talk.finish),
    Step("closing-screen", talk.closing_screen, aside=True),
    Step("known-to-notes", talk.known_to_notes, closes=True),
    Step("drafted", writing.drafted, closes=True),
    Step("edited", writing.edited, closes=True),
    Step("two-tabs", writing.two_tabs, closes=True),
    Step("signed", writing.signed, closes=True),
    Step("summary-mailed", reading.summary_mailed, closes=True),
    Step("second-fact", reading.second_fact, closes=True),
    Step("opened", reading.opened, closes=True),
    Step("amended-for-one", reading.amended_for_one, closes=True),
    Step("amended-for-both", reading.amended_for_both, closes=True),
    Step("opened-again", reading.opened_again, closes=True),
    Step("looked", reading.looked, closes=True),
    Step("audit-sealed", record.audit_sealed, record.AUDIT_SECONDS, closes=True, asks_audit=True),
)
