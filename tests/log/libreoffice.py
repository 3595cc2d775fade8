"""LibreOffice, asked to save a file as it would on somebody's desk."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needed = pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice) is not on this machine")


def saved(source: Path, kind: str, folder: Path, profile: Path) -> Path:
    """Open `source` in LibreOffice and save it as `kind` into `folder`; return the new file."""
    folder.mkdir(parents=True, exist_ok=True)
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", kind, "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{kind}"
