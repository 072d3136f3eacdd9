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
