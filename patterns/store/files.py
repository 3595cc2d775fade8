"""Files that only their owner can read, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from patterns.errors import PatternsError


def private_folder(path: Path) -> Path:
    """Make a folder (and those above it) that only its owner can open; an existing one is left as it is."""
    missing = [path, *path.parents]
    for folder in reversed([each for each in missing if not each.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` atomically: a reader, or a machine that stops, finds the old file or the new one.

    Raises
    ------
    PatternsError
        If the folder cannot be written to or the disk is full; what stood there before still stands.
    """
    try:
        private_folder(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _refused(path, error) from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _refused(path: Path, error: OSError) -> PatternsError:
    return PatternsError(
        f"{path.name} could not be written ({error.strerror or type(error).__name__}).",
        expected="a folder that can be written to, with room for the file",
        remedy="Nothing was changed. Free some space or choose another folder, then run the command again.",
    )
