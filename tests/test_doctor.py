"""`manymeans doctor` and `manymeans completion`: what is said of a place, and what a shell is given."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from checker.frontends.cli import main
from checker.frontends.cli.doctor import remarks_on


def _told(folder: Path) -> dict[str, list[tuple[str, str]]]:
    told: dict[str, list[tuple[str, str]]] = {}
    for remark in remarks_on(folder):
        told.setdefault(remark.what, []).append((remark.state, remark.said))
    return told


def test_where_all_is_well_nothing_is_to_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[-1] == "Nothing to mend."
    names = ("Python", "ManyMeans", "English grammar", "Settings", "Encoding", "This folder", "Temporary files", "Git")
    assert [name for name in names if f" {name}: " not in told] == []


def test_broken_settings_are_a_fault_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "manymeans.yml").write_text("exclud: [a]\n", "utf-8")
    assert main(["doctor", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "There is no setting `exclud`" in told
    assert told.splitlines()[-1] == "1 to mend."


@pytest.mark.parametrize(
    "lists",
    [
        "hooks: [tools/mine.py]\nplugins: [search, gen-files, material/tags]\n",
        (
            "plugins:\n  - search\n  - gen-files:\n      scripts:\n        - a.py\n  - material/tags\n"
            "x: !!python/name:a.b\nhooks:\n- tools/mine.py\n"
        ),
    ],
)
def test_what_another_builder_leaves_out_without_a_word_is_told(tmp_path: Path, lists: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Ours\n{lists}", "utf-8")
    assert _told(tmp_path)["Zensical"] == [
        ("note", "mkdocs.yml has hooks (tools/mine.py)"),
        ("note", "mkdocs.yml has plug-ins that it does not have (gen-files)"),
    ]


def test_what_is_not_installed_is_told_with_a_command_that_needs_no_pip_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(sys, "prefix", "/srv/my tools/.venv")
    assert main(["doctor", str(tmp_path)]) == 0
    python = "py" if os.name == "nt" else "python3"
    assert (
        "note  Extra `import`: not installed (to read Word documents)\n"
        f'      In your copy of ManyMeans: `{python} -m pip --python "/srv/my tools/.venv" install ".[import]"`.\n'
    ) in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_options(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    words = ("check", "import", "doctor", "changed", "whole-units", "sarif", "5e")
    assert [word for word in words if word not in script] == []
    if which(shell):
        (tmp_path / "script").write_text(script, "utf-8")
        assert subprocess.run([shell, "-n", str(tmp_path / "script")], check=False).returncode == 0


@pytest.mark.skipif(which("bash") is None, reason="needs bash")
def test_bash_really_completes_a_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    asked = (
        "COMP_WORDS=(manymeans check --format s); COMP_CWORD=3; COMP_LINE='manymeans check --format s'; COMP_POINT=26; "
        "$(complete -p manymeans | sed 's/.*-F \\([^ ]*\\).*/\\1/') manymeans s --format; echo \"${COMPREPLY[@]}\""
    )
    told = subprocess.run(["bash", "-c", f"{script}\n{asked}"], capture_output=True, encoding="utf-8", check=False)
    assert told.stdout.split() == ["sarif"]


@pytest.mark.skipif(which("bash") is None, reason="needs bash")
def test_bash_completes_the_names_of_files_where_a_path_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    asked = f"{capsys.readouterr().out}\ncomplete -p manymeans"
    told = subprocess.run(["bash", "-c", asked], capture_output=True, encoding="utf-8", check=True)
    assert told.stdout == "complete -o bashdefault -o default -F _shtab_manymeans manymeans\n"
