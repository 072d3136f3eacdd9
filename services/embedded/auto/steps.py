"""The whole visit: its steps in order. Each ends when what its sentence says is true, or out of time."""

from typing import Final

from services.embedded.auto import chat, reading, record, talk, writing
from services.embedded.auto.seeing import MEDIA_SECONDS, Step

STEPS: Final = (
    Step("booked", talk.booked),
    Step("mailed", talk.mailed),
    Step("look", talk.look, aside=True),
    Step("enter", talk.enter),
    Step("check", talk.check),
    Step("waiting", talk.waiting),
    Step("let-in", talk.let_in),
    Step("first-media", talk.first_media, MEDIA_SECONDS, aside=True, media=True),
    Step("invited", talk.invited),
    Step("consent", talk.consent),
    Step("knock", talk.knock),
    Step("guest-in", talk.guest_in),
    Step("three-way-media", talk.three_way_media, MEDIA_SECONDS, aside=True, media=True),
    Step("chat", chat.chat, aside=True),
    Step("muted", talk.muted, 2 * MEDIA_SECONDS, aside=True, media=True),
    Step("reload", talk.reload, 3 * MEDIA_SECONDS, aside=True, media=True),
    Step("removed", talk.removed, aside=True, media=True),
    Step("removal-undone", talk.removal_undone, aside=True, media=True),
    Step("finish", talk.finish),
    Step("closing-screen", talk.closing_screen, aside=True),
    Step("known-to-notes", talk.known_to_notes),
    Step("drafted", writing.drafted),
    Step("edited", writing.edited),
    Step("two-tabs", writing.two_tabs),
    Step("signed", writing.signed),
    Step("summary-mailed", reading.summary_mailed),
    Step("second-fact", reading.second_fact),
    Step("opened", reading.opened),
    Step("amended-for-one", reading.amended_for_one),
    Step("amended-for-both", reading.amended_for_both),
    Step("opened-again", reading.opened_again),
    Step("looked", reading.looked),
    Step("audit-sealed", record.audit_sealed, record.AUDIT_SECONDS, asks_audit=True),
)
