"""What is kept between runs: answers under keys, none that is old, and no harm from a folder that fails."""

import os
import time
from pathlib import Path
from tempfile import gettempdir

import pytest

from checker.cache import Cache, cache_folder, key_of

_DAY = 24 * 3600


def _age(path: Path, days: int) -> None:
    then = time.time() - days * _DAY
    os.utime(path, (then, then))


def test_an_answer_comes_back_under_its_key(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(key_of("a", "b"), "Güiro")
    assert cache.get(key_of("a", "b")) == "Güiro"
    assert cache.get(key_of("ab")) is None


def test_what_nobody_asked_for_in_a_month_makes_room(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key in ("aa-old", "aa-asked", "bb-elsewhere"):
        cache.put(key, key)
        _age(tmp_path / key[:2] / key[2:], 31)
    assert cache.get("aa-asked") == "aa-asked"
    cache.put("aa-new", "new")
    assert [cache.get(key) for key in ("aa-old", "aa-asked", "aa-new")] == [None, "aa-asked", "new"]
    assert (tmp_path / "bb" / "-elsewhere").exists()


def test_of_very_many_answers_the_oldest_make_room(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(103):
        cache.put(f"aa{number}", "text")
        os.utime(tmp_path / "aa" / str(number), (number, time.time() - _DAY + number))
    cache.put("aanew", "text")
    kept = {path.name for path in (tmp_path / "aa").iterdir()}
    assert kept == {*(str(number) for number in range(4, 103)), "new"}


def test_where_nobody_is_at_home_answers_are_kept_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MANYMEANS_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    def nobody() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nobody)
    assert cache_folder("judge").is_relative_to(gettempdir())


def test_a_folder_that_cannot_be_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    cache = Cache(tmp_path / "file")
    cache.put("aabb", "text")
    assert cache.get("aabb") is None
