"""A shared copy of a report: prepared before it is run, marked and searched before it is written."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from patterns.case import Case
from patterns.errors import PatternsError
from patterns.report import leaks
from patterns.report.blocks import Block
from patterns.sharing import RECIPIENTS, Names, SharedCase, kept_texts, without_names
from patterns.sharing.folding import fold
from patterns.sharing.ordinary import ordinary
from patterns.sharing.shapes import KINDS
from patterns.words import say

SIGN = 8  # characters of a sum by which it is known
SHORT = 10  # characters of the short hash
TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
INJECTED = "injected-parameters"


class Copy(NamedTuple):
    """What a shared copy needs beside the case: what it is called for, what must not be in it."""

    case: Case
    shared: SharedCase
    copy_for: str
    words: Mapping[str, bool]

    @property
    def names(self) -> Names:
        """Everything that must not be in the copy."""
        return self.shared.remover.names

    @property
    def parameters(self) -> dict[str, Any]:
        """What the notebook is told."""
        return {"share": True, "copy_for": self.copy_for, "words": dict(self.words)}


def prepare(case: Case, entries: str, copy_for: str, words: Mapping[str, bool] | None) -> Copy:
    """Return what a shared copy needs.

    Raises
    ------
    PatternsError
        If it cannot be made: somebody has no pseudonym, a word is doubtful, or nobody is meant by `copy_for`.
    """
    if copy_for not in RECIPIENTS:
        raise PatternsError(f"{copy_for[:40]!r} is not known here.", expected=f"one of {', '.join(RECIPIENTS)}")
    shared = without_names(case, quotes=entries == "full", copy_for=copy_for, words=words)
    return Copy(case, shared, copy_for, words or {})


def marked(blocks: list[Block]) -> list[Block]:
    """Return the blocks with a short hash in their footer, made from nothing but what stands in this very copy."""
    said = json.dumps(blocks, ensure_ascii=False, sort_keys=True).encode()
    sign = hashlib.sha256(said).hexdigest()[:SHORT]
    return [
        block | {"footer": f"{block['footer']} · {sign}"} if block["kind"] == "cover" else block for block in blocks
    ]  # fmt: skip


def neutral(notebook: Any) -> Any:
    """Return an executed notebook without where the case lies and when the notebook was run."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if INJECTED in cell.metadata.get("tags", []):
            cell.source = say("sharing.parameters")
    return notebook


def check(copy: Copy, made: Mapping[tuple[int, str], bytes]) -> None:
    """Refuse the copy while anything is in it that was to be removed."""
    own = [path for each in ("*.xlsx", "*.ods", "log/*.csv") for path in sorted(copy.case.folder.glob(each))]
    hashes = [*copy.case.sources["sha256"].dropna(), *(hashlib.sha256(path.read_bytes()).hexdigest() for path in own)]
    paths = {str(path) for path in (copy.case.folder.resolve(), Path.home()) if len(path.parts) > 2}
    signs = dict.fromkeys((each[:SIGN] for each in hashes), say("sharing.hash"))
    signs |= dict.fromkeys(paths, say("sharing.folder"))
    leaks.check({f"{weeks} weeks.{form}": data for (weeks, form), data in made.items()}, copy.names, signs)


def list_to_check(copy: Copy) -> str:
    """Return what was replaced, and the words of their own that were left: for the person, not to be shared."""
    counts = copy.shared.remover.counts
    lines = [say("sharing.list.title", who=copy.copy_for), "", say("sharing.list.replaced")]
    lines += [f"  {name}: {count}" for name, count in sorted(counts.items())] or [f"  {say('sharing.list.nothing')}"]
    words, numbers = left(copy)
    for head, found in (("sharing.list.words", words), ("sharing.list.numbers", numbers)):
        lines += ["", say(head)]
        lines += [f"  {each} ({count})" for each, count in sorted(found.items())] or [
            f"  {say('sharing.list.nothing')}"
        ]
    texts = dict.fromkeys(" ".join(each.split()) for each in kept_texts(copy.shared.log))
    lines += ["", say("sharing.list.texts"), *([f"  {each}" for each in texts] or [f"  {say('sharing.list.nothing')}"])]
    return "\n".join([*lines, "", say("sharing.list.end"), ""])


def left(copy: Copy) -> tuple[Counter[str], Counter[str]]:
    """Return the words that may name somebody, and the numbers, in what the copy keeps of the person's own words."""
    put = {term.shown for term in copy.names.terms} | {say(f"sharing.{kind}") for kind in ("somebody", *KINDS)}
    shown = re.compile("|".join(map(re.escape, sorted(put, key=len, reverse=True))))
    words: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for text in kept_texts(copy.shared.log):
        for each in TOKEN.findall(shown.sub(" ", text)):
            if each[0].isdigit():
                numbers[each] += 1
            elif not each[0].islower() and fold(each) not in ordinary():
                words[each] += 1
    return words, numbers


def write_list(copy: Copy, review_date: str) -> Path:
    """Write what a person has to check beside the case's reports, and return the file."""
    from patterns.store import files

    path = copy.case.folder / "reports" / f"shared-{review_date}-to-check.txt"
    files.write(path, list_to_check(copy).encode())
    return path
