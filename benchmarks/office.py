"""Let LibreOffice do what a person does with Word files, and keep what comes of it.

    python3 benchmarks/office.py compare OLD.docx NEW.docx OUT.docx     its own comparison, as tracked changes
    python3 benchmarks/office.py accept IN.docx OUT.docx                every tracked change accepted
    python3 benchmarks/office.py reject IN.docx OUT.docx                every tracked change rejected

One job a process: LibreOffice 7.4 falls over at the second comparison. Run by an interpreter that has LibreOffice's
`uno` (on Debian: the system's, with python3-uno).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
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
        accept = "pipe,name=specman;urp;StarOffice.ComponentContext"
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
            document = desktop.loadComponentFromURL(sources[-1], "_blank", 0, (_value("Hidden", True),))
            dispatcher.executeDispatch(document.CurrentController.Frame, COMMANDS[job], "", 0, words)
            document.storeToURL(out, (_value("FilterName", "MS Word 2007 XML"),))
            document.close(True)
            desktop.terminate()
        finally:
            office.wait(60)


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
