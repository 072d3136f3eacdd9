"""What a browser makes of the socket."""

import json
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.signaling.socket.stage import Stage

ORIGIN = "https://beside.example"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    # The page is made up by the test, so the browser knows of no network that it came from.
    "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets",
]

SOCKET = """() => {
window.open_socket = (url) => new Promise((resolve) => {
  const socket = new WebSocket(url);
  const heard = [];
  const waiting = [];
  const tell = (what) => { const next = waiting.shift(); if (next) next(what); else heard.push(what); };
  window.next = () => heard.length ? heard.shift() : new Promise((resolve) => waiting.push(resolve));
  window.socket = socket;
  socket.onopen = () => resolve("open");
  socket.onmessage = ({data}) => tell(JSON.parse(data));
  socket.onclose = ({code, reason, wasClean}) => { tell({code, reason, wasClean}); resolve("closed"); };
});
}"""


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def page(stage: Stage, browser: Browser) -> AsyncIterator[Page]:
    """A page of our own origin that has opened a socket and said hello."""
    page = await browser.new_page()
    await page.route(ORIGIN + "/**", lambda route: route.fulfill(body="<title>A page</title>"))
    await page.goto(ORIGIN + "/")
    await page.evaluate(SOCKET)
    assert await page.evaluate("url => open_socket(url)", stage.url) == "open"
    await say(page, '{"type":"hello","payload":{}}')
    assert (await page.evaluate("next()"))["type"] == "welcome"
    yield page
    await page.close()


def chromium() -> str | None:
    """The Chromium on PATH; else Playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


async def say(page: Page, text: str) -> None:
    await page.evaluate("text => socket.send(text)", text)


async def test_a_browser_speaks_without_compression_and_hears_every_size(stage: Stage, page: Page) -> None:
    assert await page.evaluate("[socket.extensions, socket.protocol]") == ["", ""]
    for seq, size in enumerate((0, 100, 125, 200, 60_000), start=1):
        offer = {"type": "offer", "seq": seq, "to": "0", "n": 1, "payload": {"sdp": "é" * (size // 2)}}
        await say(page, json.dumps(offer, ensure_ascii=False))
        heard = await page.evaluate("next()")
        assert heard == {"type": "offer", "seq": seq + 1, "from": "0", "n": 1, "payload": offer["payload"]}


@pytest.mark.limits(ping_every=0.1, silent_after=0.6, sweep_every=0.05)
async def test_a_browser_answers_pings_by_itself(stage: Stage, page: Page) -> None:
    line = await stage.line()
    # A bare line that answers nothing measures the time.
    await stage.room.until("went_silent")
    line.cut()
    assert [event[1] for event in stage.room.events if event[0] == "went_silent"] == [stage.room.members[1]]


async def test_a_browser_is_told_why_the_server_closes(stage: Stage, page: Page) -> None:
    stage.room.members[0].close(4410, "visit.no_longer_here")
    assert await page.evaluate("next()") == {"code": 4410, "reason": "visit.no_longer_here", "wasClean": True}
    await stage.room.until("closed")
    assert stage.room.details("closed") == [4410]


async def test_the_server_is_told_why_a_browser_closes(stage: Stage, page: Page) -> None:
    await page.evaluate("socket.close(4000, 'left')")
    assert await page.evaluate("next()") == {"code": 4000, "reason": "left", "wasClean": True}
    assert stage.room.details("closed") == [4000]


async def test_a_browser_that_goes_to_another_page_is_gone_at_once(stage: Stage, page: Page) -> None:
    await page.goto("about:blank")
    await stage.room.until("closed")
    assert stage.room.details("closed")[0] in (1001, 1005, 1006)


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ("socket.send('x'.repeat(70000))", 1009),
        ("socket.send(new Uint8Array([1, 2]))", 1003),
        ("socket.send('not json')", 1008),
    ],
)
async def test_a_browser_that_says_what_it_must_not_reads_the_code(
    stage: Stage, page: Page, says: str, code: int
) -> None:
    await page.evaluate(says)
    heard = await page.evaluate("next()")
    if heard.get("type") == "error":
        heard = await page.evaluate("next()")
    assert heard["code"] == code


async def test_a_server_that_stops_asks_the_browser_to_come_back(stage: Stage, page: Page) -> None:
    await stage.server.stop()
    assert (await page.evaluate("next()"))["code"] == 1012


async def test_a_page_of_another_origin_gets_no_socket(stage: Stage, page: Page) -> None:
    await page.goto("about:blank")
    await page.evaluate(SOCKET)
    assert await page.evaluate("url => open_socket(url)", stage.url) == "closed"
    assert stage.room.kinds().count("opened") == 1
