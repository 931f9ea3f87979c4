"""Let LibreOffice do what a person does with Word files, and keep what comes of it.

    python3 benchmarks/office.py compare OLD.docx NEW.docx OUT.docx     its own comparison, as tracked changes
    python3 benchmarks/office.py accept IN.docx OUT.docx                every tracked change accepted
    python3 benchmarks/office.py reject IN.docx OUT.docx                every tracked change rejected
    python3 benchmarks/office.py numbers IN.docx OUT.json               what it prints before each paragraph

One job a process: LibreOffice 7.4 falls over at the second comparison. Run by an interpreter that has LibreOffice's
`uno` (on Debian: the system's, with python3-uno).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

COMMANDS = {
    "compare": ".uno:CompareDocuments",
    "accept": ".uno:AcceptAllTrackedChanges",
    "reject": ".uno:RejectAllTrackedChanges",
}


def main() -> None:
    """Start LibreOffice, do the one job, stop it."""
    job, *files = sys.argv[1:]
    *sources, out = (Path(said).resolve().as_uri() for said in files)
    words = (_value("URL", sources[0]),) if job == "compare" else ()
    with tempfile.TemporaryDirectory() as profile:
        accept = f"pipe,name=specman{Path(profile).name};urp;StarOffice.ComponentContext"
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--norestore",
                f"--accept={accept}",
            ]
        )
        try:
            context = _connected(f"uno:{accept}")
            manager = context.ServiceManager
            desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            if job == "numbers":
                Path(files[-1]).write_text(json.dumps(_numbers(desktop, sources[-1])))
            else:
                document = desktop.loadComponentFromURL(sources[-1], "_blank", 0, (_value("Hidden", True),))
                dispatcher.executeDispatch(document.CurrentController.Frame, COMMANDS[job], "", 0, words)
                document.storeToURL(out, (_value("FilterName", "MS Word 2007 XML"),))
                document.close(True)
            desktop.terminate()
        finally:
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.kill()


def _numbers(desktop: Any, source: str) -> list[tuple[str, str]]:
    """Number and words of each paragraph."""
    document = desktop.loadComponentFromURL(source, "_blank", 0, (_value("Hidden", True),))
    found = list(_paragraphs(document.Text))
    document.close(True)
    return found


def _paragraphs(text: Any) -> Iterator[tuple[str, str]]:
    """Number and words of the paragraphs of a text, those in its tables too."""
    parts = text.createEnumeration()
    while parts.hasMoreElements():
        part = parts.nextElement()
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.CellNames:
                yield from _paragraphs(part.getCellByName(name))
        elif part.supportsService("com.sun.star.text.Paragraph"):
            yield part.ListLabelString if part.NumberingIsNumber else "", part.String


def _value(name: str, said: object) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, said
    return found


def _connected(address: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(address)
        except Exception:  # LibreOffice is not up yet: its own exception type
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not start")


if __name__ == "__main__":
    main()
