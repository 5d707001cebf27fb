"""Several files are written together or not at all."""

import pytest

from ruta.course import writing


def test_files_are_written_all_or_none(tmp_path):
    old = tmp_path / "a"
    old.write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="a"):
        writing.write({old: b"new", old / "below-a-file": b"x"})
    assert old.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
