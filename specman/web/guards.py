"""What stands before the pages: known hosts, no bodies, nothing left open, no waiting for slow clients."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0
"""How long a client may take to send the head of a request."""
KEEP_ALIVE_SECONDS = 5
MOST_CONNECTIONS = 200


class KnownHosts:
    """Answers only to the host names it was told; a page elsewhere that resolves to this machine gets nothing.

    A name may come with a port, an IPv6 address stands in brackets (`[::1]:8137`).
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = {_bare(host) for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            host = _bare(dict(scope["headers"]).get(b"host", b"").decode("latin-1"))
            if "*" not in self.hosts and host not in self.hosts:
                await PlainTextResponse("Invalid host header", status_code=400)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _bare(host: str) -> str:
    """A host name without its port and without the brackets of an IPv6 address.

    >>> _bare("[::1]:8137"), _bare("::1"), _bare("localhost:80"), _bare("127.0.0.1")
    ('::1', '::1', 'localhost', '127.0.0.1')
    """
    host = host.strip().casefold()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host if host.count(":") > 1 else host.partition(":")[0]


class NoBody:
    """Refuses requests with a body: what reads needs none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            if headers.get(b"content-length", b"0").strip() != b"0" or b"transfer-encoding" in headers:
                answer = PlainTextResponse("This service takes no request body.", status_code=413)
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)


class Closing:
    """Closes what a request opened, when it is answered: git's helper processes, files of the index."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        opened: list[Any] = []
        if scope["type"] == "http":
            scope.setdefault("state", {})["opened"] = opened
        try:
            await self.app(scope, receive, send)
        finally:
            for thing in opened:
                await asyncio.to_thread(thing.close)


class Impatient(H11Protocol):
    """A connection that ends when the head of a request does not come in time."""

    header_seconds = HEADER_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waiting = self.loop.call_later(self.header_seconds, self._give_up)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None:  # the head is there: from here on the pages decide
            self._waiting.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        self._waiting.cancel()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
