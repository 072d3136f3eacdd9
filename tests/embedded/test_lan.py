"""LAN=1: phones of the same network get TLS, and a page that says how to trust it."""

import hashlib
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from services.embedded.lan import Lan, NoNetworkError, find_lan, fingerprint, qr_code, qr_picture
from services.embedded.stack import Stack


def network_addresses() -> list[str]:
    """Where others could reach this computer now; none where it is in no network."""
    up = {card for card, stats in psutil.net_if_stats().items() if stats.isup}
    found = [one for card, addresses in psutil.net_if_addrs().items() if card in up for one in addresses]
    return [one.address for one in found if one.family == socket.AF_INET and not one.address.startswith("127.")]


@pytest.fixture(scope="module")
def address() -> str:
    """One of this computer besides 127.0.0.1; loopback has more of them, for a computer that is in no network."""
    return next(iter(network_addresses()), "127.0.0.2")


@pytest.fixture(scope="module")
def running(new_state: Callable[[], Path], address: str) -> Iterator[Stack]:
    with Stack(new_state(), only=("caddy", "mail"), lan=address).start() as stack:
        yield stack


@pytest.fixture(scope="module")
def lan(running: Stack, address: str) -> Lan:
    return find_lan(running.port, address)


def test_lan_1_is_an_address_in_the_network_or_a_sentence_where_there_is_none() -> None:
    if reachable := network_addresses():
        assert find_lan(8080, "1").address in reachable
    else:
        with pytest.raises(NoNetworkError, match="LAN=1 needs a network, and this computer is in none"):
            find_lan(8080, "1")


@pytest.mark.parametrize("named", ["192.0.2.77", "127.0.0.1", "0.0.0.0", "kitchen", "::1"])  # noqa: S104 (refused)
def test_an_address_at_which_no_phone_finds_this_computer_is_refused_in_words(named: str) -> None:
    with pytest.raises(NoNetworkError, match=f"LAN={named} is no address of this computer"):
        find_lan(8080, named)


def test_a_phone_that_trusts_the_certificate_gets_the_same_origin_with_tls(running: Stack, lan: Lan) -> None:
    assert running.origin == lan.origin
    certificate = httpx.get(f"{lan.page}beside.crt")
    trusting = ssl.create_default_context(cadata=certificate.text)
    answer = httpx.get(f"{lan.origin}/demo/data/state.json", verify=trusting)
    assert answer.json()["phones"] is True
    assert "strict-transport-security" not in answer.headers, "the authority goes with the demo; the address stays"


def test_a_phone_that_does_not_trust_it_gets_nothing(lan: Lan) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(lan.origin)


def test_only_the_computer_that_runs_the_demo_may_read_its_doors_and_its_mail(running: Stack, lan: Lan) -> None:
    trusting = ssl.create_default_context(cadata=httpx.get(f"{lan.page}beside.crt").text)
    (running.state / "demo" / "doors.json").write_text("{}")
    for path in ("/demo/data/doors.json", "/demo/data/patient.svg", "/mail", "/mail/api/messages"):
        assert httpx.get(f"{lan.origin}{path}", verify=trusting).status_code == 403, path
    here = f"http://localhost:{running.port}"
    assert httpx.get(f"{here}/demo/data/doors.json").json() == {}
    assert httpx.get(f"{here}/mail/api/readyz").json() == {"ready": True}


def test_the_page_about_trust_leads_to_the_origin_and_shows_nothing_else(lan: Lan) -> None:
    page = httpx.get(lan.page)
    assert f'href="{lan.origin}/"' in page.text
    assert httpx.get(f"{lan.page}mail").status_code == 404
    assert httpx.get(f"{lan.page}demo/data/state.json").status_code == 404


def test_the_terminal_shows_the_fingerprint_that_phones_show(running: Stack, lan: Lan) -> None:
    pem = httpx.get(f"{lan.page}beside.crt").text
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest().upper()
    root = running.state / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    assert fingerprint(root).replace(":", "") == digest


def test_a_door_is_drawn_for_the_start_page() -> None:
    assert qr_picture("https://192.168.1.20:8443/v/a#b").startswith("<?xml")


def test_the_address_is_drawn_for_a_camera() -> None:
    drawn = qr_code("http://192.168.1.20:8080/")
    assert len(drawn.splitlines()) > 10
