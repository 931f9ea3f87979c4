"""Let LibreOffice compare two Word files, and keep what it finds as tracked changes.

    python3 benchmarks/office_compare.py OLD.docx NEW.docx OUT.docx

One pair a process: LibreOffice 7.4 falls over at the second. Run by an interpreter that has LibreOffice's `uno` (on Debian: the system's, with python3-uno).
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


def main() -> None:
    """Start LibreOffice, compare, stop it."""
    old, new, out = (Path(said).resolve().as_uri() for said in sys.argv[1:])
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
            document = desktop.loadComponentFromURL(new, "_blank", 0, (_value("Hidden", True),))
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, ".uno:CompareDocuments", "", 0, (_value("URL", old),))
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
