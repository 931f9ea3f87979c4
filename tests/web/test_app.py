from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from specman.report.json.shapes import shape
from specman.web.app import create_app


@pytest.fixture(scope="module")
def client(shipped: Path) -> TestClient:
    return TestClient(create_app(shipped), base_url="http://localhost", raise_server_exceptions=False)


def problem(client: TestClient, path: str, status: int, slug: str) -> None:
    """The one shape of an error: a problem document with the slug of the command line."""
    answer = client.get(path, params={"format": "json"})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    body = answer.json()
    assert (body["status"], body["slug"]) == (status, slug)
    assert body["title"]
    assert "Traceback" not in answer.text


def test_the_first_page_leads_to_the_others(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'href="/diff/4.11/4.12"' in page.text
    assert 'href="/impact/SECMP0014"' in page.text
    for path in ("/diff/4.11/4.12", "/impact/SECMP0014"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/diff/4.11/4.12", "/impact/SECMP0014", "/impact/SEC H3", '/impact/"Device ID"'])
def test_the_service_answers_the_shapes_of_the_command_line(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert answer.json()["format"] in ("specman.diff/2", "specman.impact/1")


def test_errors_have_one_shape(client: TestClient) -> None:
    problem(client, "/diff/4.11/9.99", 404, "unknown-baseline")
    problem(client, "/impact/SECMP9999", 404, "unknown-modification")
    problem(client, "/impact/SEC Q9.9", 404, "unknown-address")
    problem(client, "/nowhere", 404, "unknown-page")
    answer = client.get("/impact/SECMP0014", params={"depth": "x", "format": "json"})
    assert (answer.status_code, answer.json()["slug"]) == (422, "usage")


def test_pages_run_nothing_and_fetch_nothing(client: TestClient) -> None:
    for path in ("/", "/diff/4.11/4.12", "/impact/SECMP0014", "/impact/<script>alert(1)</script>"):
        answer = client.get(path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "<script" not in answer.text


def test_another_host_name_and_writing_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert client.post("/").status_code == 405


def test_documents_are_shown_and_handed_out(client: TestClient) -> None:
    assert 'href="/documents/gbcs@' in client.get("/").text
    page = client.get("/documents/gbcs@0.8.1")
    assert page.status_code == 200
    assert 'id="sec_7' in page.text
    word = client.get("/documents/gbcs", params={"format": "docx"})
    assert word.content.startswith(b"PK")
    assert 'filename="gbcs-' in word.headers["content-disposition"]
    assert client.get("/documents/duis-xsd").headers["content-type"].startswith("application/xml")
    problem(client, "/documents/nothing", 404, "unknown-work")
    answer = client.get("/documents/gbcs", params={"format": "pptx"})
    assert answer.status_code == 422


def test_comparisons_are_handed_out_in_every_form(client: TestClient) -> None:
    page = client.get("/diff/4.11/4.12")
    for href in ("?format=json", "?format=zip", "/release-note/4.11/4.12"):
        assert f'href="{href}"' in page.text
    archive = client.get("/diff/4.11/4.12", params={"format": "zip"})
    assert archive.headers["content-disposition"] == 'attachment; filename="4.11-4.12.zip"'
    assert archive.content.startswith(b"PK")
    assert client.get("/diff/4.11/4.12", params={"format": "docx", "work": "SEC H"}).content.startswith(b"PK")
    assert client.get("/diff/4.11/4.12", params={"format": "docx"}).status_code == 422
    assert "## SEC A" in client.get("/diff/4.11/4.12", params={"format": "md"}).text
    filtered = client.get("/diff/4.11/4.12", params={"significance": "editorial", "format": "json"}).json()
    assert {c["significance"] for work in filtered["works"] for c in work["changes"]} == {"editorial"}
    note = client.get("/release-note/4.11/4.12", params={"work": "SEC H"})
    assert note.status_code == 200 and "Revision history" in note.text and "SEC I" not in note.text
    assert client.get("/release-note/4.11/4.12", params={"format": "docx"}).content.startswith(b"PK")
    assert client.get("/release-note/4.11/9.99").status_code == 404
    for wrong in ({"format": "pptx"}, {"significance": "grave"}):
        assert client.get("/diff/4.11/4.12", params=wrong).status_code == 422


def test_drafts_and_versions_are_compared_and_files_of_the_server_are_not(client: TestClient) -> None:
    assert 'href="/diff/SECMP0014"' in client.get("/").text
    for path in ("/diff/SECMP0014", "/diff/4.11/SECMP0014", "/diff/DUIS@1.0/DUIS@1.1"):
        assert client.get(path, params={"format": "json"}).json()["format"] == "specman.diff/2", path
    assert "DUIS SRV 8.2" in client.get("/diff/4.11/4.12", params={"work": "DUIS-XSD"}).text
    for path in ("/diff/README.md/README.md", "/diff/HEAD/HEAD", "/diff/%2Fetc%2Fpasswd/%2Fetc%2Fpasswd"):
        answer = client.get(path, params={"format": "json"})
        assert answer.status_code in (404, 422), path


def test_the_graph_page_draws_documents_and_what_is_around_a_provision(client: TestClient) -> None:
    whole = client.get("/graph")
    assert whole.status_code == 200 and "<svg" in whole.text and "DUIS depends on SEC A" in whole.text
    around = client.get("/graph", params={"of": "SEC F4", "depth": "2"})
    assert around.status_code == 200 and "Around SEC F4" in around.text
    assert client.get("/graph", params={"of": "SEC F4", "format": "json"}).json()["format"] == "specman.network/1"
    assert client.get("/graph", params={"of": "SEC Q99", "format": "json"}).json()["slug"] == "unknown-address"
    assert client.get("/graph", params={"of": "<script>", "format": "html"}).text.count("<script>") == 0


def test_the_questions_of_the_graph_are_pages_with_links_and_json(client: TestClient) -> None:
    for path, form, said in (
        ("/graph/order", "order", "Cheapest to break: without 1 link, none of the others depends on DCCKI RCoCo:"),
        ("/graph/leaned-on", "leaning", "579 provisions of 19 documents directly"),
        ("/graph/cut?of=CTSD&on=GBCS", "cut", "Every way leads through 5 provisions outside both."),
    ):
        page = client.get(path, headers={"accept": "text/html"})
        assert page.status_code == 200 and said in page.text, path
        assert 'href="/graph?of=SEC%20' in page.text
        assert path.partition("?")[0] in client.get("/").text + client.get("/graph").text
        answer = client.get(path, headers={"accept": "application/json"}).json()
        assert answer["format"] == f"specman.{form}/1"
        jsonschema.validate(answer, json.loads(shape(form)))


def test_a_question_of_the_graph_is_narrowed_and_refused_as_on_the_command_line(client: TestClient) -> None:
    order = client.get("/graph/order", params={"kind": "cites", "at": "4.11", "format": "json"}).json()
    assert (order["kinds"], order["baseline"]) == (["cites"], "4.11")
    straight = client.get("/graph/cut", params={"of": "DUIS", "on": "GBCS"})
    assert "3 links run straight from DUIS to GBCS" in straight.text
    assert client.get("/graph/cut", params={"of": "DUIS"}).status_code == 422
    assert client.get("/graph/cut", params={"of": "DUIS", "on": "SEC Q9"}).status_code == 404
    assert client.get("/graph/order", params={"kind": "likes"}).status_code == 422


def test_the_findings_of_a_baseline_are_a_page(client: TestClient) -> None:
    page = client.get("/check", params={"since": "4.11"})
    assert page.status_code == 200 and "dangling-citation" in page.text
    assert client.get("/check", headers={"accept": "application/json"}).json()["format"] == "specman.findings/1"


def test_a_document_links_to_the_pages_of_the_others(client: TestClient) -> None:
    assert 'href="/documents/sec-g@4.12#sec_G8"' in client.get("/documents/sec-h@4.12").text


def test_the_home_page_names_what_is_registered_and_not_held(client: TestClient) -> None:
    home = client.get("/").text
    assert "Registered, and not held (36)" in home
    assert (
        "<td>Appendix F</td><td>Minimum Communication Services for SMETS1 Meters</td><td>letter F, title</td>" in home
    )
    missing = client.get("/documents/app-e")
    assert missing.status_code == 422
    assert "Appendix E is registered and its text is not held." in missing.text


def test_a_record_and_its_review_are_pages_with_links_and_json(client: TestClient) -> None:
    page = client.get("/modifications/SECMP0014")
    assert page.status_code == 200 and "2016-12-08" in page.text and 'href="/review/SECMP0014"' in page.text
    assert "Legal" not in page.text and "Steps from here" not in page.text  # it has ended
    assert "The Change Board votes on it" in client.get("/modifications/SECMP0017").text
    assert (
        client.get("/modifications/SECMP0014", params={"format": "json"}).json()["format"] == "specman.modification/2"
    )
    assert client.get("/modifications/SECMP9999").status_code == 404
    page = client.get("/review/SECMP0015")
    assert page.status_code == 200 and "open" in page.text and "cites GBCS 10.4.2" in page.text
    answer = client.get("/review/SECMP0015", headers={"accept": "application/json"}).json()
    assert answer["format"] == "specman.review/1" and answer["open"] == len(answer["suspects"])
    assert 'href="/modifications/SECMP0015"' in client.get("/").text
