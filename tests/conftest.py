"""What tests of many folders ask for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

NO_CIPHER = Path(__file__).resolve().parent / "no_cipher"


@pytest.fixture
def no_cipher(monkeypatch):
    """Locking without a cipher, which takes its time, here and in the processes that are started."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(NO_CIPHER), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.syspath_prepend(NO_CIPHER)
    for name in [each for each in sys.modules if each.split(".")[0] == "pyrage"]:
        monkeypatch.delitem(sys.modules, name)
    yield
    sys.modules.pop("pyrage", None)
