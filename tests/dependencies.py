"""What stands about each dependency in SECURITY.md, and what its installed copy says of itself.

`python -m tests.dependencies` prints the rows of the table as they are now, measured again; only the reason is kept.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("program", "tests")
# what a classifier or an old licence field says, and how the licences it can mean begin
FAMILIES = {
    "BSD License": "BSD-", "MIT License": "MIT", "Python Software Foundation License": "PSF-",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}  # fmt: skip


class Row(NamedTuple):
    """A dependency as the table has it: for whom, why, megabytes, how many further packages it brings, licence."""

    name: str
    kind: str
    why: str
    size: str
    brings: str
    licence: str


def declared() -> list[tuple[str, str]]:
    """Every direct dependency of the project with the kind of work it is for, in the project's order."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    by_kind = dict(zip(KINDS, (project["dependencies"], project["optional-dependencies"]["test"]), strict=True))
    return [(canonicalize_name(Requirement(each).name), kind) for kind, wanted in by_kind.items() for each in wanted]


def table() -> list[Row]:
    """The rows of the table in SECURITY.md."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    inside = re.search(r"<!-- dependencies -->\n(.*?)<!-- /dependencies -->", text, re.S)
    assert inside
    lines = inside[1].strip().splitlines()[2:]
    return [Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines]


def needed(*names: str) -> set[str]:
    """The names of packages and of all that these need here, without extras."""
    waiting, found = list(names), set()
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found:
            found.add(name)
            wanted = [Requirement(each) for each in distribution(name).requires or []]
            waiting += [each.name for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})]
    return found


def megabytes(name: str) -> float:
    """How much room the files of an installed package take, without what Python made of them."""
    files = [Path(str(each.locate())) for each in distribution(name).files or [] if each.suffix != ".pyc"]
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6


def licence_agrees(name: str, licence: str) -> bool:
    """Tell whether a licence is what the installed package says of itself."""
    said = distribution(name).metadata
    if expression := said.get("License-Expression"):
        return licence == expression
    short = said.get("License", "")
    families = [each.rsplit(" :: ", 1)[1] for each in said.get_all("Classifier") or [] if each.startswith("License ::")]
    if families:
        return any(licence.startswith(FAMILIES[each]) for each in families if each in FAMILIES)
    return licence == short or (not short and licence == "MIT" and _opens_with(name, "MIT License", "The MIT License"))


def _opens_with(name: str, *titles: str) -> bool:
    """Tell whether a package's licence file is headed so, or begins as that licence does."""
    files = [each for each in distribution(name).files or [] if each.name.upper().startswith("LICENSE")]
    texts = [Path(str(each.locate())).read_text(encoding="utf-8").strip() for each in files]
    return any(text.startswith(titles) or "Permission is hereby granted, free of charge" in text for text in texts)


def main() -> None:
    """Print the rows, measured again."""
    known = {row.name: row for row in table()}
    for name, kind in declared():
        row = known.get(name, Row(name, kind, "?", "", "", "?"))
        print(f"| {name} | {kind} | {row.why} | {megabytes(name):.1f} | {len(needed(name)) - 1} | {row.licence} |")
    program = needed(*(name for name, kind in declared() if kind == "program"))
    every = needed(*(name for name, _ in declared()))
    for names in (program, every):
        print(len(names), "packages,", round(sum(map(megabytes, names))), "MB")


if __name__ == "__main__":
    main()
