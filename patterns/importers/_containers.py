"""Files, zips and folders, guarded: what lies beside an export is named and never opened."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, cast

from patterns.errors import UnreadableSource
from patterns.importers._base import Head, Source
from patterns.importers._text import decode

HEAD = 64 * 1024
MOST = 2 * 1024**3  # bytes of one unpacked export
RATIO = 200  # text shrinks about 4 to 20 times; what shrinks far more was made to burst
FREE = 20 * 1024**2  # below this size no ratio does harm
MEMBERS = 200_000
READ = {
    ".txt", ".xml", ".json", ".jsonl", ".csv", ".tsv", ".md", ".html", ".htm", ".mbox", ".eml", ".db", ".sqlite",
    ".xlsx", "",
}  # fmt: skip
WORKBOOK, PICTURES = "xl/workbook.xml", "xl/media/"


def sources(path: Path, name: str) -> list[Source]:
    """Return what may be an export in a file, a .zip or a folder: usually one source.

    Raises
    ------
    UnreadableSource
        If it is missing, empty, closed to the program, or a .zip that is damaged, locked or not to be trusted.
    """
    try:
        if path.is_dir():
            return _folder(path, name)
        if not path.is_file():
            found = f"{name}: there is no such file"
            raise UnreadableSource(found, expected="a file, a .zip or a folder", remedy="Check the path.")
        if path.stat().st_size == 0:
            raise UnreadableSource(f"{name}: the file is empty", remedy="Export the messages again.")
        with path.open("rb") as file:
            zipped = file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError as error:
        raise closed(name, error) from error
    if zipped and not _workbook(path):
        return _zip(path, name)
    return [on_disk(path, name, path.name)]


def readable_members(path: Path) -> list[str]:
    """Return the files in a .zip that an export could consist of; nothing for any other file."""
    try:
        if _workbook(path):
            return []
        with zipfile.ZipFile(path) as archive:
            return [each.filename for each in _members(archive) if _readable(each)]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def texts(path: Path) -> dict[str, bytes]:
    """Return the files of a folder or a .zip that messages can come from, by where they lie in it.

    Raises
    ------
    UnreadableSource
        As `sources`.
    """
    found = {}
    for source in sources(path, path.name):
        with source.open() as file:
            found[source.part] = file.read()
    return found


def holds_files(path: Path) -> bool:
    """Tell whether there is something in a folder, a .zip or a workbook that messages cannot come from: pictures."""
    if path.is_dir():
        return any(each.is_file() and each.suffix.casefold() not in READ for each in path.rglob("*"))
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        members = _members(archive)
    if _workbook(path):
        return any(each.filename.startswith(PICTURES) for each in members)
    return any(PurePosixPath(each.filename).suffix.casefold() not in READ for each in members)


def there(path: Path) -> bool:
    """Tell whether a file is there; one whose name is longer than the disk takes is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def closed(name: str, error: OSError) -> UnreadableSource:
    """Return the error for a file the machine does not hand over."""
    why = error.strerror or "it cannot be read"
    return UnreadableSource(f"{name}: {why}", remedy="Check that the file may be read, or copy it again.")


def head(source: Source) -> Head:
    """Return the beginning of a source, decoded as far as it goes."""
    with source.open() as file:
        data = file.read(HEAD)
    return Head(source.suffix, decode(data, whole=False)[0], data, PurePosixPath(source.part or source.title).name)


def on_disk(path: Path, name: str, title: str, part: str = "", beside: tuple[str, ...] = ()) -> Source:
    """Return a file that is not packed as a source: `part` says where in its folder it lies."""

    def near(other: str) -> IO[bytes] | None:
        """Open a file of the same folder."""
        wanted = path.parent / PurePosixPath(other).name
        return _file(wanted, name)() if there(wanted) else None

    return Source(name, title, path.suffix.casefold(), _file(path, name), beside, part, path, near)


def _file(path: Path, name: str) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        """Open the file for reading."""
        try:
            return path.open("rb")
        except OSError as error:
            raise closed(name, error) from error

    return opened


def _workbook(path: Path) -> bool:
    """Say whether a file that begins like a .zip is a spreadsheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            return WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _folder(path: Path, name: str) -> list[Source]:
    files = []
    for each in sorted(path.rglob("*")):
        inside = each.relative_to(path).parts
        if each.is_file() and not each.is_symlink() and not any(part.startswith((".", "~$")) for part in inside):
            files.append(each)
        if len(files) > MEMBERS:
            found = f"{name}: this folder holds more than {MEMBERS:,} files"
            raise UnreadableSource(found, expected="one export", remedy="Give the folder of the messages alone.")
    beside = tuple(each.name for each in files)
    return [
        on_disk(each, name, path.name, each.relative_to(path).as_posix(), beside)
        for each in files
        if each.suffix.casefold() in READ and each.stat().st_size
    ]


def _zip(path: Path, name: str) -> list[Source]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        found = f"{name}: this .zip is damaged and cannot be opened"
        raise UnreadableSource(found, remedy="Export or copy it again.") from error
    _check_members(members, name)
    texts = [each for each in members if _readable(each)]
    inner = [each for each in members if each.filename.casefold().endswith(".zip")]
    if inner and not texts:
        found = f"{name}: this .zip holds {len(inner)} further .zip and no text; a .zip inside a .zip is not opened"
        raise UnreadableSource(found, expected="the export itself", remedy="Unpack it once and give the inner file.")
    beside = tuple(PurePosixPath(each.filename).name for each in members)
    named = {each.filename: each for each in members}
    return [_inside(path, each, name, beside, named) for each in texts]


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files in a .zip; an entry without a name is none, and asking it what it is ends in an error."""
    return [each for each in archive.infolist() if each.filename and not each.is_dir()]


def _readable(member: zipfile.ZipInfo) -> bool:
    inside = PurePosixPath(member.filename)
    hidden = inside.parts[:1] == ("__MACOSX",) or any(part.startswith(".") for part in inside.parts)
    return inside.suffix.casefold() in READ and member.file_size > 0 and not hidden


def _inside(
    path: Path, member: zipfile.ZipInfo, name: str, beside: tuple[str, ...], named: dict[str, zipfile.ZipInfo]
) -> Source:
    inside = PurePosixPath(member.filename)

    def near(other: str) -> IO[bytes] | None:
        """Open a file of the same folder of the .zip."""
        found = named.get((inside.parent / PurePosixPath(other).name).as_posix())
        return _member(path, found, name)() if found else None

    part = inside.as_posix()
    return Source(name, path.name, inside.suffix.casefold(), _member(path, member, name), beside, part, None, near)


def _check_members(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > MEMBERS:
        raise _untrusted(name, f"holds {len(members)} files")
    for each in members:
        inside = PurePosixPath(each.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or each.filename[1:2] == ":":
            raise _untrusted(name, "names files outside itself")
        if stat.S_ISLNK(each.external_attr >> 16):
            raise _untrusted(name, "holds a link to another place")


def _untrusted(name: str, why: str) -> UnreadableSource:
    remedy = "Export the messages again on the phone, and do not open this .zip with other programs."
    return UnreadableSource(f"{name}: this .zip {why}, which no export does", expected="an export .zip", remedy=remedy)


def _member(path: Path, member: zipfile.ZipInfo, name: str) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        """Open the member for reading, unless it was made to burst."""
        if member.flag_bits & 1:
            found = f"{name}: this .zip is locked with a password"
            raise UnreadableSource(found, remedy="Unpack it and give the file inside.")
        if member.file_size > MOST or member.file_size > FREE + RATIO * member.compress_size:
            raise _untrusted(name, "would unpack to far more than it holds")
        return cast(IO[bytes], io.BufferedReader(_Guarded(path, member, name), buffer_size=1 << 18))

    return opened


class _Known(zipfile.ZipFile):
    """A .zip whose list of members was read before: reading it for each of them makes thousands take minutes."""

    def _RealGetContents(self) -> None:  # the library's own name; without this it is slow, not wrong
        """Leave the list where it is; a member is opened by what was found out about it."""


class _Guarded(io.RawIOBase):
    """A member of a .zip that never gives more than it declared and turns damage into our own error."""

    def __init__(self, path: Path, member: zipfile.ZipInfo, name: str) -> None:
        self.left, self.label = member.file_size, name
        try:
            self.archive = _Known(path)
            self.file = self.archive.open(member)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
            raise self._damaged() from error

    def readable(self) -> bool:
        """Say yes: this is what it is for."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer`; say how much came."""
        try:
            piece = self.file.read(len(buffer))
        except Exception as error:  # zlib, lzma, bz2 and zipfile each have their own
            raise self._damaged() from error
        self.left -= len(piece)
        if self.left < 0:
            raise _untrusted(self.label, "unpacks to more than it says")
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close the member and its archive."""
        if not self.closed and hasattr(self, "file"):
            self.file.close()
            self.archive.close()
        super().close()

    def _damaged(self) -> UnreadableSource:
        found = f"{self.label}: a file inside this .zip is damaged"
        return UnreadableSource(found, remedy="Export or copy it again.")
