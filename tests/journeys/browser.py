"""Chromium as people's computers and phones: a camera and a microphone, and nothing that slows a page in the back."""

import ctypes
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from playwright.async_api import Browser, async_playwright

ADDRESS_BAR: Final = "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
"""Of the program's own, of which nobody sees anything: heavy pages beside each of ours, unless it does without."""
FLAGS: Final = (
    "--no-sandbox",
    "--mute-audio",
    # Without one, it is only imitated, and the imitation takes the processor from the calls.
    "--disable-gpu",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    # All people of a visit sit at one computer here: calls must find their way without any network.
    "--allow-loopback-in-peer-connection",
    f"--disable-features=WebRtcHideLocalIpsWithMdns,{ADDRESS_BAR}",
    # Only one of their windows can lie on top.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-background-networking",
    "--disable-component-update",
)
SOUND_AT_ONCE: Final = "--autoplay-policy=no-user-gesture-required"
SOUND_BY_TAP: Final = "--autoplay-policy=user-gesture-required"

_PR_CAPBSET_DROP: Final = 24
_CAP_SYS_NICE: Final = 23


def executable() -> str | None:
    """The Chromium on PATH; else Playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@asynccontextmanager
async def chromium(*, sound_needs_a_tap: bool = False) -> AsyncIterator[Browser]:
    """A browser. `sound_needs_a_tap`: it plays no sound before a tap, as most phones do."""
    flags = [*FLAGS, SOUND_BY_TAP if sound_needs_a_tap else SOUND_AT_ONCE]
    _rank_children_alike()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=flags)
        yield browser
        await browser.close()


def _rank_children_alike() -> None:
    """Started by root, a browser would put its calls before the services that it talks to: nobody else's does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_SYS_NICE)
