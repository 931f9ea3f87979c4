"""The answers for the shipped library, whole. `--refresh-golden` writes them anew: read what differs by eye."""

import json
from pathlib import Path

import pytest

from specman.report.json import dumps
from specman.report.json import impact as as_json
from specman.store.library import Library
from specman.usecases.ask.impact import impact

GOLDEN = Path(__file__).parent / "golden"


def lines(answer: dict[str, object]) -> str:
    """JSON with each item of each list on a line of its own, so that a difference is a few lines to read."""
    parts = []
    for key, value in answer.items():
        if isinstance(value, list) and value:
            items = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value)
            parts.append(f"{json.dumps(key)}: [\n{items}\n]")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


@pytest.mark.parametrize("subject", ["SECMP0014", "SECMP0015", "SECMP0016", "SECMP0017", "4.11..4.12"])
def test_the_impact_on_the_shipped_library_is_as_it_was_read(
    subject: str, shipped: Path, request: pytest.FixtureRequest
) -> None:
    answer = json.loads(dumps(as_json.impact(impact(Library(shipped), [subject]))))
    file = GOLDEN / f"{subject}.json"
    if request.config.getoption("--refresh-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(lines(answer), "utf-8")
    assert json.loads(file.read_text("utf-8")) == answer
