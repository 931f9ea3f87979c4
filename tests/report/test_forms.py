"""The table of forms: every renderer it names is there, and the doors offer what it holds."""

from __future__ import annotations

import importlib

import pytest

from specman.cli.main import COMMANDS
from specman.model.change import ChangeSet, StateName
from specman.model.dependence import DraftingOrder
from specman.model.network import Network
from specman.report.forms import FORMS, answer, forms_of, rendered
from specman.report.naming import named
from specman.report.terminal import printed


@pytest.mark.parametrize(("kind", "form"), [(kind, form) for kind, forms in FORMS.items() for form in forms])
def test_every_renderer_is_there(kind: str, form: str) -> None:
    module, _, function = FORMS[kind][form].partition(":")
    assert callable(getattr(importlib.import_module(f"specman.report.{module}"), function))


def test_what_has_a_page_is_printed_too() -> None:
    assert forms_of("impact") == ("text", "json", "md", "html", "pdf")
    assert forms_of("status") == ("text", "json")


@pytest.mark.parametrize(
    ("command", "kind"),
    [("impact", "impact"), ("check", "check"), ("diff", "diff"), ("graph", "network"), ("status", "status"),
     ("search", "search"), ("resolve", "resolve"), ("show", "show"), ("show", "file"), ("list", "works"),
     ("import", "import")],
)  # fmt: skip
def test_a_command_offers_the_forms_of_its_answer(command: str, kind: str) -> None:
    module = importlib.import_module(f"specman.cli.{COMMANDS[command][0]}")
    option = next(p for p in getattr(module, f"{command}_command").params if p.name == "form")
    assert set(forms_of(kind)) <= set(option.type.choices)


def test_people_read_names_of_baselines_and_programs_their_numbers() -> None:
    changes = ChangeSet(StateName("baseline", "1.0"), StateName("baseline", "1.1"), ())
    assert "SEC 1.0" in printed(str(rendered("diff", "text", changes, library="SEC")))
    assert '"name": "1.0"' in str(rendered("diff", "json", changes, library="SEC"))
    assert answer("diff", changes).base.name == "1.0"  # type: ignore[attr-defined]
    order = DraftingOrder("1.1", (), ())
    assert "SEC 1.1" in str(rendered("order", "text", order, library="SEC"))
    network = Network("X", "1.1", "works", (), ())
    assert named([network, "words"], "SEC") == [Network("X", "SEC 1.1", "works", (), ()), "words"]


def test_a_kind_is_not_written_in_a_form_it_has_not() -> None:
    with pytest.raises(KeyError):
        rendered("status", "docx", None)
