"""What stands before the pages: no path, query, host, body or slow client brings the service out of step."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from specman.store import git as store_git
from specman.web.app import create_app
from specman.web.guards import Impatient
from tests.conftest import git


@pytest.fixture(scope="module")
def client(shipped: Path) -> TestClient:
    return TestClient(create_app(shipped, hosts=("testserver", "::1")), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def recorded(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that ships, in a repository of its own."""
    root = tmp_path_factory.mktemp("recorded") / "library"
    shutil.copytree(shipped, root, symlinks=True)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first")
    return root


ODD = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["4.11", "4.12", "SECMP0014", "sec-h@4.12", "SEC A1.1", '"Device ID"', "HEAD", "HEAD~1", "HEAD..4.12", "^HEAD", "-x",
         "../../etc/passwd", "%2e%2e", "\x00", "\ud800", "a" * 300, "0", "-1", "1e9", "json", "svg", "docx", "zip", "html", "[", "*"]
    ),
)  # fmt: skip
KEYS = st.sampled_from(["format", "work", "significance", "of", "depth", "at", "since", "kind", "most", "hubs", "x"])
PATHS = (
    "/",
    "/diff/",
    "/release-note/",
    "/impact/",
    "/documents/",
    "/graph",
    "/graph/order",
    "/graph/cut",
    "/graph/leaned-on",
    "/check",
)


@settings(max_examples=60)
@given(st.sampled_from(PATHS), st.lists(ODD, max_size=2), st.lists(st.tuples(KEYS, ODD), max_size=3))
def test_no_path_and_no_query_is_a_fault(
    client: TestClient, path: str, parts: list[str], query: list[tuple[str, str]]
) -> None:
    from urllib.parse import quote, urlencode

    rest = "/".join(quote(part.encode("utf-8", "surrogatepass"), safe="") for part in parts)
    words = urlencode([(key, value.encode("utf-8", "surrogatepass")) for key, value in query])
    answer = client.get(f"{path}{'/' if parts and not path.endswith('/') else ''}{rest}?{words}")
    assert answer.status_code in (200, 400, 404, 409, 422), (answer.status_code, answer.request.url)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("testserver", 200),
        ("TestServer:80", 200),
        ("[::1]", 200),
        ("[::1]:8137", 200),
        ("[::2]", 400),
        ("evil", 400),
        ("", 400),
    ],
)
def test_it_answers_to_its_own_names_alone(client: TestClient, host: str, status: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == status


def test_a_body_is_refused(client: TestClient) -> None:
    assert client.request("GET", "/", content=b"x" * 10).status_code == 413
    assert client.request("GET", "/", headers={"transfer-encoding": "chunked"}, content=iter([b"x"])).status_code == 413
    assert client.post("/").status_code == 405


def test_what_a_request_opened_is_closed_when_it_is_answered(recorded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(create_app(recorded, hosts=("testserver",)))
    opened: list[store_git.Repository] = []
    closed: list[store_git.Repository] = []
    make, close = store_git.Repository.__init__, store_git.Repository.close
    monkeypatch.setattr(store_git.Repository, "__init__", lambda self, root: (opened.append(self), make(self, root))[1])
    monkeypatch.setattr(store_git.Repository, "close", lambda self: (closed.append(self), close(self))[1])
    for path in ("/", "/documents/gbcs", "/documents/none", "/diff/4.11/4.12"):
        client.get(path)
    assert len(opened) == 8 and set(map(id, opened)) == set(map(id, closed))


def test_an_answer_is_that_of_the_last_commit_whatever_happens_to_the_folder(recorded: Path) -> None:
    root = recorded
    before = TestClient(create_app(root, hosts=("testserver",))).get("/documents/gbcs").text
    for file in (root / "specs/gbcs").iterdir():
        file.write_text("half a change")
    shutil.rmtree(root / "baselines")
    after = TestClient(create_app(root, hosts=("testserver",)))
    assert after.get("/documents/gbcs").text == before
    git(root, "checkout", "-q", ".")


@pytest.fixture
def served(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a service that waits a moment only."""
    monkeypatch.setattr(Impatient, "header_seconds", 0.2)
    app = create_app(shipped, hosts=("127.0.0.1",))
    server = uvicorn.Server(uvicorn.Config(app, port=0, http=Impatient, log_level="critical", lifespan="off"))
    started = threading.Event()
    startup = server.startup

    async def tell(sockets: list[object] | None = None) -> None:
        await startup(sockets)  # type: ignore[arg-type]
        started.set()

    server.startup = tell  # type: ignore[method-assign, assignment]
    thread = threading.Thread(target=server.run)
    thread.start()
    started.wait()
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (b"", b""),
        (b"GET / HT", b""),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", b""),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", b"HTTP/1.1 200"),
    ],
)
def test_a_client_that_does_not_finish_its_request_is_let_go(served: int, sent: bytes, wanted: bytes) -> None:
    async def ask() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", served)
        writer.write(sent)
        found = await reader.read()
        writer.close()
        return found

    assert asyncio.run(ask())[: len(wanted) or 1] == wanted
