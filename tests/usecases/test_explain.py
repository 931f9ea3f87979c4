"""Why an assessment lists a provision, or why not: each verdict once, and a law that it never contradicts the list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from specman.report import explanation
from specman.state.derived import load_baseline
from specman.store.library import Library
from specman.usecases.ask.explain import explain
from specman.usecases.ask.impact import impact
from specman.web.app import create_app
from tests.cli.test_doors import keeps_its_shape
from tests.conftest import Door

VERDICTS = [
    ("SECMP0014", 'SEC A1.1 "Device ID"', "changed", "itself does something to it"),
    ("SECMP0014", "GBCS 4.3.2", "changed", "named as a target"), ("SECMP0014", "CHTS 4.2.3.1", "listed", "to be reviewed"),
    ("SECMP0015", "MMC ReadInstantaneousImportRegistersRsp", "listed", "must change with it"),
    ("SECMP0016", "GBCS 4.3.2", "weak", "It is reached too weakly"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "address", "verdict", "words"), VERDICTS)
def test_each_verdict_has_its_sentence(
    subject: str, address: str, verdict: str, words: str, shipped: Path, specman: Door
) -> None:
    status, out, err = specman("impact", subject, "--why", address, library=shipped)
    assert (status, err) == (0, "") and words in " ".join(out.split())
    assert all(len(line) <= 80 for line in out.splitlines())
    answer = specman("impact", subject, "--why", address, "--format", "json", library=shipped)[1]
    keeps_its_shape("why", answer)
    assert json.loads(answer)["verdict"] == verdict


def test_what_is_too_weak_or_too_far_is_told_apart(shipped: Path) -> None:
    library = Library(shipped)
    found = impact(library, ["SECMP0014"])
    shown = {item.address for item in found.reached}
    weak = next(item for item in impact(library, ["SECMP0014"], least=0.0).reached if item.address not in shown)
    said = explain(library, ["SECMP0014"], weak.address)
    assert (said.verdict, said.item) == ("weak", weak)
    far = next(
        item
        for item in impact(library, ["SECMP0015"], depth=10, least=0.0).reached
        if item.address not in {one.address for one in impact(library, ["SECMP0015"], depth=3, least=0.0).reached}
    )
    assert explain(library, ["SECMP0015"], far.address).verdict == "far"
    every = {item.place for item in impact(library, ["SECMP0016"], depth=10, least=0.0).reached}
    rows = load_baseline(library, "4.12").rows
    lone = next(
        e.place for e in rows.entries() if e.kind == "clause" and e.place.work == "dccki-cp" and e.place not in every
    )
    said = explain(library, ["SECMP0016"], rows.address(lone))
    assert (said.verdict, said.item) == ("not reached", None)
    assert "It is not reached: no chain" in explanation.text(said)


def test_every_listed_provision_is_explained_by_its_place_in_the_list(shipped: Path) -> None:
    library = Library(shipped)
    found = impact(library, ["SECMP0015"])
    for item in found.reached[::7]:
        said = explain(library, ["SECMP0015"], item.address)
        assert said.verdict == "listed" and said.item == item
        assert found.calling_for(item.calls_for)[said.rank - 1] == item and said.of >= said.rank


def test_an_address_that_names_nothing_is_refused(shipped: Path, specman: Door) -> None:
    assert specman("impact", "SECMP0014", "--why", "SEC Q9", library=shipped)[0] == 3
    assert specman("impact", "SECMP0014", "--why", "GBCS 4.3.2", "-o", "x.pdf", library=shipped)[0] == 2


def test_the_service_explains_it_too(shipped: Path) -> None:
    client = TestClient(create_app(shipped), base_url="http://localhost")
    page = client.get("/impact/SECMP0014", params={"why": "CHTS 4.2.3.1"})
    assert page.status_code == 200 and "to be reviewed" in page.text
    answer = client.get("/impact/SECMP0014", params={"why": "CHTS 4.2.3.1", "format": "json"})
    assert answer.json()["format"] == "specman.why/1"
