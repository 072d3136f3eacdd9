"""Which ports a run takes."""

import pytest

from services.embedded.ports import free_ports


def test_runs_that_start_at_once_with_different_shares_never_choose_the_same_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen: list[int] = []
    for share in ("0/3", "1/3", "2/3"):
        monkeypatch.setenv("BESIDE_PORT_SHARE", share)
        chosen += free_ports(40)
    assert len(set(chosen)) == 120


def test_the_port_of_the_origin_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BESIDE_PORT_SHARE", "0/40")
    origin = free_ports(1)[0]
    assert origin not in free_ports(200, but=origin)
