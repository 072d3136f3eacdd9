"""Steps that need not be done again at each start."""

from pathlib import Path

from services.embedded.once import DoneFrom


def test_a_step_is_done_again_only_when_what_it_is_made_from_changed_or_its_work_is_gone(tmp_path: Path) -> None:
    source, note = tmp_path / "0001.py", tmp_path / "note"
    source.write_text("create")
    step = DoneFrom(note, (source,))
    assert not step.still_holds()
    step.remember()
    assert step.still_holds()
    source.write_text("create more")
    assert not step.still_holds()
    step.remember()
    (tmp_path / "0002.py").write_text("alter")
    assert not DoneFrom(note, (source, tmp_path / "0002.py")).still_holds()
    note.unlink()
    assert not step.still_holds()
