"""The codebook: every code, its cues, what weakens a cue, what only an order of messages shows; all of it data.

`codebook.toml` is the English one, a file of another language beside it adds cues to the same codes. A case may hold
its own (`codebook.toml`, or `codebook_<anything>.toml`, in the case folder): it adds cues and codes, and `off` names
the cues or whole codes that are not wanted.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from patterns.errors import PatternsError
from patterns.log.lists import CODES

FAMILIES = ("incident", "repair", "accountability")
TIERS = ("safety", "serious", "moderate", "neutral")
STRENGTHS = ("clear", "possible")
PLACES = ("", "start", "end", "alone")
OPTIONAL = {"strength": "clear", "at": "", "code": "", "part": "", "asks": False, "needs": "", "about": ""}
TEXTS = ("definition", "include", "exclude", "example", "near_miss", "source")
GUARDS = (
    "quoted", "reported", "forwarded", "negated", "third-person", "self-address", "question", "laughter", "lyrics",
    "group", "translated",
)  # fmt: skip
SEQUENCES = (
    "deny-attack-reverse", "affection-after-harm", "burst", "no-return", "but-after-apology", "accountability-parts",
    "answer", "asked-again", "split",
)  # fmt: skip
MOST_PHRASES = 20_000  # of one cue; more is a slip in its brackets
GAP = "..."


@dataclass(frozen=True)
class Cue:
    """One cue: its id (`code/name`), the code of the log it proposes, and how it is said."""

    id: str
    entry: str  # the code it stands under; `code` is what it proposes
    code: str
    family: str
    tier: str
    say: str
    strength: str
    at: str
    part: str
    asks: bool
    needs: str
    about: str
    version: str
    language: str


@dataclass(frozen=True)
class Code:
    """One code with what a person needs to apply it alike every time."""

    code: str
    family: str
    tier: str
    definition: str
    include: str
    exclude: str
    example: str
    near_miss: str
    source: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True)
class Guard:
    """What makes a cue doubtful: the note that is shown, the words and the signs it is known by."""

    note: str
    words: tuple[str, ...] = ()
    signs: str = ""


@dataclass(frozen=True)
class Codebook:
    """Codes, chat spellings, guards and sequence rules; `digest` names this state of it."""

    version: str
    codes: dict[str, Code]
    words: dict[str, str]
    guards: dict[str, Guard]
    sequences: dict[str, dict[str, Any]]
    digest: str = field(compare=False)

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Every cue, in the order of the codes."""
        return tuple(cue for code in self.codes.values() for cue in code.cues)

    def proposing(self, *codes: str) -> set[str]:
        """Return the ids of the cues that stand under these codes."""
        return {cue.id for name in codes for cue in self.codes[name].cues}


def load_codebook(case: Path | None = None) -> Codebook:
    """Return the codebook, with what the case's own files add to it and switch off.

    Raises
    ------
    PatternsError
        If a file cannot be read or says something that a codebook does not know; every fault is named.
    """
    own = own_files(case)
    if not own:
        return _shipped()
    return _build([_parsed(path) for path in (*_SHIPPED, *own)], fingerprint(case))


def own_files(case: Path | None) -> tuple[Path, ...]:
    """Return the codebooks that a case folder holds."""
    return tuple(sorted(case.glob("codebook*.toml"))) if case else ()


def fingerprint(case: Path | None = None) -> str:
    """Return what names the state of the codebook files, without reading what they say."""
    sums = hashlib.sha256()
    for path in (*_SHIPPED, *own_files(case)):
        sums.update(hashlib.sha256(path.read_bytes()).digest())
    return sums.hexdigest()[:16]


_SHIPPED = tuple(sorted(Path(__file__).parent.glob("codebook*.toml")))


@cache
def _shipped() -> Codebook:
    return _build([_parsed(path) for path in _SHIPPED], fingerprint())


def _parsed(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        return path.name, tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternsError(
            f"{path.name} cannot be read: {error}.",
            expected="a codebook in TOML",
            remedy="Mend that line, or move the file out of the case folder.",
        ) from error


def _build(files: Iterable[tuple[str, dict[str, Any]]], digest: str) -> Codebook:
    """Put the files together, the first one whole, the others adding to it."""
    files = list(files)
    faults: list[str] = []
    codes: dict[str, dict[str, Any]] = {}
    cues: dict[str, Cue] = {}
    words: dict[str, str] = {}
    guards: dict[str, Guard] = {}
    sequences: dict[str, dict[str, Any]] = {}
    off: set[str] = set()
    for name, held in files:
        faults += [f"{name}: {each!r} is not known" for each in held if each not in KNOWN]
        words |= {str(key): str(value) for key, value in held.get("words", {}).items()}
        off |= set(held.get("off", []))
        for key, said in held.get("guards", {}).items():
            faults += [] if key in GUARDS else [f"{name}: there is no guard {key!r}"]
            guards[key] = _more(guards.get(key, Guard("")), said)
        for key, said in held.get("sequences", {}).items():
            faults += [] if key in SEQUENCES else [f"{name}: there is no sequence {key!r}"]
            sequences[key] = {**sequences.get(key, {}), **said}
        for entry in held.get("code", []):
            faults += _enter(name, held, entry, codes, cues)
    unknown = off - set(cues) - set(codes)
    faults += [f"off: there is no cue or code {each!r}" for each in sorted(unknown)]
    if faults:
        raise PatternsError(
            f"The codebook has {len(faults)} faults: {'; '.join(faults[:8])}.",
            expected="what patterns/codes/codebook.toml shows",
            remedy="Mend the file that is named; nothing was changed.",
        )
    kept = [cue for cue in cues.values() if cue.id not in off and cue.entry not in off]
    return Codebook(
        version=files[0][1]["version"],
        codes={
            key: Code(**{**said, "cues": tuple(cue for cue in kept if cue.entry == key)})
            for key, said in codes.items()
            if key not in off
        },
        words=words,
        guards=guards,
        sequences=sequences,
        digest=digest,
    )


KNOWN = ("version", "language", "words", "guards", "sequences", "code", "off")


def _more(guard: Guard, said: Mapping[str, Any]) -> Guard:
    return replace(
        guard,
        note=said.get("note", guard.note),
        words=(*guard.words, *said.get("words", ())),
        signs=guard.signs + said.get("signs", ""),
    )


def _enter(
    name: str, held: Mapping[str, Any], entry: dict[str, Any], codes: dict[str, dict[str, Any]], cues: dict[str, Cue]
) -> list[str]:
    """Enter one code of a file, or the cues it adds to a code that is there; return what is wrong with it."""
    key = entry.get("code", "")
    faults = []
    if key not in codes:
        lacking = [each for each in ("code", "family", "tier", *TEXTS) if not entry.get(each)]
        if lacking:
            return [f"{name}: code {key!r} has no {', '.join(lacking)}"]
        codes[key] = {each: entry[each] for each in ("code", "family", "tier", *TEXTS)}
        faults += [] if entry["family"] in FAMILIES else [f"{name}: {key!r} is of no known family"]
        faults += [] if entry["tier"] in TIERS else [f"{name}: {key!r} is of no known tier"]
    for said in entry.get("cues", []):
        cue, wrong = _cue(codes[key], said, str(held.get("version", "")), str(held.get("language", "")))
        faults += [f"{name}: {each}" for each in wrong]
        if cue.id in cues:
            faults.append(f"{name}: {cue.id!r} stands twice")
        cues[cue.id] = cue
    return faults


def _cue(entry: Mapping[str, Any], said: Mapping[str, Any], version: str, language: str) -> tuple[Cue, list[str]]:
    """Return a cue and what is wrong with it."""
    values = {**OPTIONAL, **{key: value for key, value in said.items() if key in OPTIONAL}}
    id = f"{entry['code']}/{said.get('id', '')}"
    proposed = values["code"] or entry["code"]
    wrong = [f"{id}: {key!r} is not known" for key in said if key not in (*OPTIONAL, "id", "say")]
    wrong += [f"{id}: no {key}" for key in ("id", "say") if not said.get(key)]
    wrong += [f"{id}: strength {values['strength']!r}"] if values["strength"] not in STRENGTHS else []
    wrong += [f"{id}: at {values['at']!r}"] if values["at"] not in PLACES else []
    if values["code"] and proposed not in CODES:
        wrong.append(f"{id}: {proposed!r} is not a code of the log")
    try:
        if not phrases(str(said.get("say", "x"))):
            wrong.append(f"{id}: says nothing")
    except ValueError as error:
        wrong.append(f"{id}: {error}")
    tier = _tier(proposed, entry)
    values |= {"code": proposed}
    cue = Cue(id=id, entry=entry["code"], family=entry["family"], tier=tier, say=str(said.get("say", "")),
              version=version, language=language, **values)  # fmt: skip
    return cue, wrong


def _tier(proposed: str, entry: Mapping[str, Any]) -> str:
    """Return the tier of a cue: a code of the log that concerns safety is never in a lower one."""
    if proposed != entry["code"] and entry["tier"] == "safety" and proposed in CODES and not CODES[proposed].safety:
        return "safety" if proposed == "other abusive" else "serious"
    if proposed != entry["code"] and proposed in CODES and CODES[proposed].safety:
        return "safety"
    return str(entry["tier"])


# -- the notation ----------------------------------------------------------------------------------------------------

_PIECE = re.compile(r"\(|\)|\||[^()|]+")


@lru_cache(maxsize=2048)
def phrases(say: str) -> tuple[tuple[str, ...], ...]:
    """Return every phrase that a cue stands for, as words; `...` stands for a gap, `word*` for any ending.

    Raises
    ------
    ValueError
        If its brackets do not match, or it stands for too many.
    """
    pieces = _PIECE.findall(say)
    found, at = _alternatives(pieces, 0)
    if at != len(pieces):
        raise ValueError("the brackets do not match")
    spaced = {" ".join(each.replace("...", " ... ").split()) for each in found}
    return tuple(sorted(tuple(each.split()) for each in spaced if each))


def _alternatives(pieces: list[str], at: int) -> tuple[list[str], int]:
    found: list[str] = []
    parts: list[list[str]] = []
    while at < len(pieces) and pieces[at] != ")":
        if pieces[at] == "|":
            found += _joined(parts)
            parts, at = [], at + 1
        elif pieces[at] == "(":
            inner, at = _alternatives(pieces, at + 1)
            if at >= len(pieces):
                raise ValueError("the brackets do not match")
            parts.append(inner)
            at += 1
        else:
            parts.append([pieces[at]])
            at += 1
    return found + _joined(parts), at


def _joined(parts: list[list[str]]) -> list[str]:
    many = 1
    for each in parts:
        many *= len(each)
    if many > MOST_PHRASES:
        raise ValueError("stands for too many phrases")
    return ["".join(each) for each in product(*parts)]
