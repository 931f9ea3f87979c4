"""A page as PDF, printed by a browser of this machine.

A page's style for print is the browser's own work: page breaks, margins, the look in black on white. No library that
installs without system packages prints such a page as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from specman.errors import MissingExtraError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 120


def pdf(page: str) -> bytes:
    """Print a self-contained page.

    The browser gets a home and a profile of its own, no network is needed, and the page runs no script.

    Raises:
        MissingExtraError: no browser is found, or it prints nothing.
    """
    wanted = os.environ.get("SPECMAN_BROWSER", "")
    browser = wanted or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser:
        raise MissingExtraError(
            "A PDF is printed by a browser, and none was found.",
            hint="Install Chromium or Chrome, name one in SPECMAN_BROWSER, or write .html and print it yourself.",
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        words = [
            browser, "--headless", "--disable-gpu", "--no-pdf-header-footer", "--disable-extensions", "--no-first-run",
            f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}",
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            words.append("--no-sandbox")  # Chromium refuses to run as root with its sandbox
        try:
            done = subprocess.run([*words, source.as_uri()], capture_output=True, timeout=SECONDS)
        except FileNotFoundError:
            raise MissingExtraError(
                f"SPECMAN_BROWSER names {browser}, which is not there.", hint="Name a browser, or write .html."
            ) from None
        except (OSError, subprocess.TimeoutExpired) as error:
            raise MissingExtraError(
                f"{Path(browser).name} could not print the page: {error}.", hint="Write .html and print it yourself."
            ) from None
        if not target.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise MissingExtraError(
                f"{Path(browser).name} printed nothing{f': {said[-1]}' if said else ''}.",
                hint="Write .html and print it yourself.",
            )
        return target.read_bytes()
