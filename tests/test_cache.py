"""What is kept between runs: answers under keys, none that is old, and no harm from a folder that fails."""

import os
import time
from pathlib import Path

from checker.cache import Cache, key_of

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


def test_a_folder_that_cannot_be_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    cache = Cache(tmp_path / "file")
    cache.put("aabb", "text")
    assert cache.get("aabb") is None
