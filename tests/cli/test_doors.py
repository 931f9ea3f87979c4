"""The command line as a door: help, completion, formats, exit statuses, what it loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from specman.cli.main import COMMANDS, SECTIONS
from specman.report.json import dumps
from specman.report.json.shapes import shape
from tests.conftest import ROOT, Door
from tests.report.made_answers import BY_NAME, READER

HEAVY = ("git", "networkx", "lxml", "deepdiff", "jinja2", "rapidfuzz", "sqlite3", "starlette", "msgspec", "rich")


def python(code: str, *words: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout


def test_help_loads_nothing_that_costs_time() -> None:
    code = f"import sys; from specman.cli.main import run; run(['--help']); print([m for m in {HEAVY!r} if m in sys.modules])"
    assert python(code).splitlines()[-1] == "[]"


def test_text_loads_nothing_of_json(shipped: Path) -> None:
    code = "import sys; from specman.cli.main import run\n" + "".join(
        f"run(['-L', {str(shipped)!r}, *{words!r}]); assert 'specman.report.json' not in sys.modules, {words!r}\n"
        for words in ANSWERS.values()
    )
    assert python(code)


@pytest.mark.parametrize(
    "words", [["impact", "SECMP0014"], ["diff", "4.11", "4.12"], ["check"], ["status"], ["graph", "--order"]]
)
def test_answers_for_programs_do_not_load_what_draws(words: list[str], shipped: Path) -> None:
    call = ["-L", str(shipped), *words, "--format", "json"]
    code = f"import sys; from specman.cli.main import run; run({call!r}); print('rich' in sys.modules)"
    assert python(code).splitlines()[-1] == "False"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_on_h(name: str, specman: Door) -> None:
    status, out, err = specman(name, "-h")
    assert (status, err) == (0, "")
    assert out.startswith(f"Usage: specman {name}")
    assert all(len(line) <= 80 for line in out.splitlines())


def test_every_command_stands_in_one_section_of_the_help() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shells_get_their_completion(shell: str) -> None:
    env = {**os.environ, "_SPECMAN_COMPLETE": f"{shell}_source"}
    code = "import sys; sys.argv[0]='specman'; from specman.cli.main import cli; cli(prog_name='specman', complete_var='_SPECMAN_COMPLETE')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, cwd=ROOT)
    if shell == "bash" and "bash" in done.stderr.casefold() and done.returncode:
        pytest.skip(f"no suitable bash: {done.stderr.strip()}")
    assert "_SPECMAN_COMPLETE" in done.stdout


def test_completion_of_names_reads_the_library(shipped: Path) -> None:
    env = {
        **os.environ,
        "_SPECMAN_COMPLETE": "bash_complete",
        "COMP_WORDS": f"specman -L {shipped} impact SECMP001",
        "COMP_CWORD": "4",
    }
    done = subprocess.run([sys.executable, "-m", "specman.cli"], capture_output=True, text=True, env=env, cwd=ROOT)
    assert "SECMP0014" in done.stdout


ANSWERS = {
    "status": ["status"],
    "works": ["list", "works"],
    "baselines": ["list", "baselines"],
    "modifications": ["list", "modifications"],
    "review": ["review", "SECMP0015"],
    "applicable": ["show", "SMETS", "--on", "2017-03-01"],
    "conflicts": ["mod", "conflicts"],
    "instructions": ["mod", "instructions", "SECMP0014"],
    "release": ["mod", "release", "4.13", "SECMP0015", "--dry-run"],
    "terms": ["list", "terms"],
    "show": ["show", "Device ID"],
    "search": ["search", "credit", "cover"],
    "citations": ["resolve", "A Party shall act under Section D6.3 and Use Case GCS13a."],
    "diff": ["diff", "4.11", "4.12"],
    "impact": ["impact", "SECMP0014"],
    "findings": ["check"],
    "mirrors": ["mirrors"],
    "baseline": ["baseline", "show", "4.12"],
    "map": ["baseline", "map"],
    "modification": ["mod", "show", "SECMP0014"],
    "graph": ["graph"],
    "network": ["graph", "SEC F4"],
    "paths": ["graph", "SMETS 5.7.5", "SEC F4"],
    "order": ["graph", "--order"],
    "leaning": ["graph", "--leaned-on"],
    "cut": ["graph", "DUIS", "GBCS", "--cut"],
}


def keeps_its_shape(name: str, out: str) -> None:
    """Both the schema made of its records and the one that was published accept an answer; it reads back the same."""
    answer = json.loads(out)
    published = (ROOT / "tests" / "report" / "published" / f"{name}.schema.json").read_text()
    for schema in (shape(name), published):
        jsonschema.validate(answer, json.loads(schema), cls=jsonschema.Draft202012Validator)
    read = READER.decode(out)
    assert isinstance(read, BY_NAME[name])
    assert dumps(read) == out


@pytest.mark.parametrize("name", ANSWERS)
def test_every_json_answer_keeps_its_published_shape(name: str, shipped: Path, specman: Door) -> None:
    status, out, _ = specman(*ANSWERS[name], "--format", "json", library=shipped)
    assert status in (0, 1)
    keeps_its_shape(name, out)
    assert (
        json.loads(out)["format"] == f"specman.{name}/{2 if name in ('diff', 'modification', 'modifications') else 1}"
    )


def test_who_reads_the_first_shape_of_a_comparison_can_read_the_second(shipped: Path, specman: Door) -> None:
    """The second only adds values beside the sentences."""
    answer = json.loads(specman("diff", "4.11", "4.12", "--format", "json", library=shipped)[1])
    for work in answer["works"]:
        del work["metadata_values"]
        for change in work["changes"]:
            values = change.pop("values")
            assert len(values["force"]) == len(change["force"])
            assert len(values["schema"]) + len(values["details"]) + len(change["cells"]) == len(change["details"])
    del answer["records"]
    first = answer | {"format": "specman.diff/1"}
    jsonschema.validate(first, json.loads(shape("diff-1")), cls=jsonschema.Draft202012Validator)


def test_documents_and_plans_keep_their_shapes_too(
    make_library: Callable[..., Path], specman: Door, tmp_path: Path
) -> None:
    root = make_library()
    file = tmp_path / "sec-h" / "9.0.md"
    file.parent.mkdir()
    file.write_text("# H\n\n## H1 A\n\nH1.1 Text.\n")
    for name, words in (("document", ["show", str(file)]), ("import", ["import", "--dry-run", str(file)])):
        status, out, _ = specman(*words, "--format", "json", library=root)
        assert status == 0
        keeps_its_shape(name, out)


def test_every_shape_is_tried() -> None:
    elsewhere = {"document", "import", "rebase", "paper", "why"}  # by tests of their own
    assert set(BY_NAME) == {*ANSWERS, *elsewhere}


def test_the_ending_of_the_output_file_decides_the_format(shipped: Path, specman: Door, tmp_path: Path) -> None:
    for ending, start in ((".json", "{"), (".html", "<!doctype html>"), (".md", "# "), (".txt", "SEC 4.11")):
        file = tmp_path / f"report{ending}"
        status, out, _ = specman("diff", "4.11", "4.12", "-o", str(file), library=shipped)
        assert (status, out) == (0, "")
        assert file.read_text().startswith(start)


@pytest.mark.parametrize("words", [["diff", "4.11", "4.12"], ["diff", "4.11", "4.12", "--stat"], ["impact", "SECMP0014"], ["check"],
                                   ["baseline", "map"], ["list", "works"], ["show", "Device ID"], ["graph"], ["status"],
                                   ["graph", "--order"], ["graph", "--leaned-on"], ["graph", "DUIS", "GBCS", "--cut"]])  # fmt: skip
def test_text_fits_a_terminal_of_80_columns(words: list[str], shipped: Path, specman: Door) -> None:
    _, out, _ = specman(*words, library=shipped)
    long = [line for line in out.splitlines() if len(line) > 80 and " " in line.strip()[:80]]
    assert long == []


def test_exit_code_is_as_diff_does(shipped: Path, specman: Door) -> None:
    assert specman("diff", "4.11", "4.12", library=shipped)[0] == 0
    assert specman("diff", "4.11", "4.12", "--exit-code", library=shipped)[0] == 1
    assert specman("diff", "4.12", "4.12", "--exit-code", library=shipped)[0] == 0


def test_the_answer_is_the_same_twice_and_without_the_index(shipped: Path, specman: Door) -> None:
    import shutil

    first = specman("impact", "SECMP0014", "--format", "json", library=shipped)
    second = specman("impact", "SECMP0014", "--format", "json", library=shipped)
    shutil.rmtree(shipped / ".specman", ignore_errors=True)
    third = specman("impact", "SECMP0014", "--format", "json", library=shipped)
    assert first == second == third


def test_a_fault_of_ours_is_70_and_names_itself(monkeypatch: pytest.MonkeyPatch, shipped: Path, specman: Door) -> None:
    from specman.usecases.ask import status as standing

    def broken(library: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(standing, "status", broken)
    status, out, err = specman("status", library=shipped)
    assert (status, out) == (70, "")
    assert "RuntimeError: boom" in err
    assert "--debug" in err


def test_interrupted_is_130(monkeypatch: pytest.MonkeyPatch, shipped: Path, specman: Door) -> None:
    from specman.usecases.ask import status as standing

    def interrupted(library: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(standing, "status", interrupted)
    assert specman("status", library=shipped)[0] == 130


def test_serve_without_its_extra_says_which_one(monkeypatch: pytest.MonkeyPatch, shipped: Path, specman: Door) -> None:
    for name in ("uvicorn", "uvicorn.protocols.http.h11_impl"):
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("specman.web.app", "specman.web.guards"):  # another test may have imported them
        monkeypatch.delitem(sys.modules, name, raising=False)
    status, _, err = specman("serve", library=shipped)
    assert status == 4
    assert "specman[web]" in err
