"""LAN=1: phones of the same network get TLS, and a page that says how to trust it."""

import hashlib
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from services.embedded.lan import Lan, find_lan, fingerprint, qr_code, qr_picture
from services.embedded.stack import Stack


@pytest.fixture(scope="module")
def running(new_state: Callable[[], Path]) -> Iterator[Stack]:
    with Stack(new_state(), only=("caddy", "mail"), lan=True).start() as stack:
        yield stack


@pytest.fixture(scope="module")
def lan(running: Stack) -> Lan:
    return find_lan(running.port)


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
