"""New words and quoted ones told apart: nobody's words may be taken for those of whoever quoted them.

Where a mail program marks every earlier line, what lies between the marked lines is the sender's own. Where it only
writes a heading above the earlier message, everything below that heading counts as quoted: an answer written between
those lines cannot be told from what it answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from patterns.importers._mail_phrases import DATED, phrases

FACES = r">(?:[:;=]['-]?[()\[\]/\\|DPpOo]|[_.][_.]?<|\.>|_>|<)"  # >:( and >.< are faces, not marks
MARKED = re.compile(rf"[ \t\u00a0]{{0,3}}(?!{FACES})(?:[A-Z]{{2,4}})?>")
UNDERSCORES = re.compile(r"[ \t]*_{10,}[ \t]*\Z")
MANY = 30  # underscores: so many are a program's line; fewer may be the writer's own
DASHED = re.compile(r"[ \t]*(?:[-=_*~]{2,}[ \t]*)?(.{3,80}?)[ \t:：]*(?:[-=_*~]{2,})?[ \t]*\Z")
LABEL = re.compile(r"[ \t]*\*{0,2}([^\W\d_][^:：*\n]{0,24}?)\*{0,2}[ \u00a0\u202f]?[:：]\*{0,2}(?:[\s\u00a0]|\Z)")
ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")
DATE = re.compile(DATED)
ENDS = re.compile(r"[:：][ \t\u00a0]*\Z")
TALLEST = 40  # lines of a block of header lines
LONGEST = 400  # characters of an attribution
NAME = 60  # characters of a name behind the verb
WRAPPED = 60  # a quoted line of this length was probably broken, and its rest stands on the next line
BELOW = "everything below the heading of an earlier message counts as quoted"
RUN_ON = "a line that runs on from a quoted one counts as quoted"


class Body(NamedTuple):
    """The lines of a message and which of them the mail program itself marked as quoted."""

    lines: Sequence[str]
    marked: Sequence[bool]
    notes: Sequence[str] = ()


class Parted(NamedTuple):
    """One body in two: put together again by `turns`, the lengths of its stretches, own and quoted in turn."""

    text: str
    quoted: str
    turns: list[int]
    notes: list[str]


def plain(text: str) -> Body:
    """Return the lines of a plain text, with those marked that begin with a quotation mark."""
    lines = text.strip("\n").split("\n")
    return Body(lines, [MARKED.match(line) is not None for line in lines])


def part(body: Body) -> Parted:
    """Part one body into what was newly written and what was quoted; every character goes to one of the two."""
    lines, marked = body.lines, body.marked
    quoted, notes = list(marked), list(body.notes)
    at = 0
    while at < len(lines):
        length = 0 if quoted[at] or not lines[at].strip() else heading(body, at)
        if not length:
            at += 1
            continue
        after = _next(lines, at + length)
        below = after < len(lines) and not marked[after]
        at_end = len(lines) if below else at + length
        quoted[at:at_end] = [True] * (at_end - at)
        notes += [BELOW] if below and BELOW not in notes else []
        at = at_end
    if _run_on(lines, quoted):
        notes.append(RUN_ON)
    return join(lines, quoted, notes)


def heading(body: Body, at: int) -> int:
    """Return how many lines from here are the heading of an earlier message: 0 where this is none."""
    lines, marked = body.lines, body.marked
    line = lines[at]
    ruled = UNDERSCORES.match(line) is not None
    if ruled or _original(line):
        after = _next(lines, at + 1)
        near = after < min(len(lines), at + 4) and not marked[after]
        more = (_header_block(lines, after) or (_attribution(body, after) if ruled else 0)) if near else 0
        return after + more - at if more else int(not ruled or line.count("_") >= MANY)
    return _header_block(lines, at) or _attribution(body, at)


def join(lines: Sequence[str], quoted: list[bool], notes: list[str]) -> Parted:
    """Put the lines together in two; empty ones beside a quotation belong to it."""
    own = _own(lines, quoted)
    pieces: list[list[str]] = [[]]  # own and quoted in turn
    written = False
    for number, (line, mine) in enumerate(zip(lines, own, strict=True)):
        # a line end between the two kinds goes with the line after it, but never in front of the first own words
        end = "\n" if number else ""
        if mine and not written:
            pieces[-1].append(end)
            end, written = "", True
        if mine != (len(pieces) % 2 == 1):
            pieces.append([])
        pieces[-1].append(end + line)
    stretches = ["".join(each) for each in pieces]
    return Parted("".join(stretches[::2]), "".join(stretches[1::2]), [len(each) for each in stretches], notes)


def whole(text: str, quoted: str, turns: Sequence[int]) -> Body:
    """Return the body again, with what was quoted as marked lines."""
    pieces, places = [], [0, 0]
    for number, length in enumerate(turns):
        which = number % 2
        pieces.append(((text, quoted)[which][places[which] : places[which] + length], which == 1))
        places[which] += length
    body = "".join(piece for piece, _ in pieces)
    marks = "".join(("q" if which else "o") * len(piece) for piece, which in pieces)
    lines, marked, at = body.split("\n"), [], 0
    for line in lines:
        marked.append(bool(line.strip()) and "o" not in marks[at : at + len(line)])
        at += len(line) + 1
    return Body(lines, marked)


def _own(lines: Sequence[str], quoted: list[bool]) -> list[bool]:
    """Return which lines are the sender's own; blank ones belong to the quotation they stand beside."""
    own: list[bool] = []
    stretches = [(kind, len(list(run))) for kind, run in groupby(zip(lines, quoted, strict=True), key=_kind)]
    for number, (kind, length) in enumerate(stretches):
        beside = [near for near, _ in stretches[max(0, number - 1) : number + 2]]
        own += [kind == "own" or (kind == "blank" and "quoted" not in beside)] * length
    return own


def _kind(line: tuple[str, bool]) -> str:
    return "quoted" if line[1] else "own" if line[0].strip() else "blank"


def _next(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _original(line: str) -> bool:
    """Recognise a line such as `-----Original Message-----`: dashes around it, or a colon behind it."""
    bare = line.strip() if len(line) <= 120 else ""
    if not bare.startswith(("--", "==", "__", "**", "~~")) and not bare.endswith((":", "：")):
        return False
    found = DASHED.match(line)
    return found is not None and found[1].strip().casefold() in phrases().original


def _role(line: str) -> str | None:
    found = LABEL.match(line) if ":" in line or "：" in line else None
    return phrases().roles.get(found[1].strip().casefold()) if found else None


def _header_block(lines: Sequence[str], at: int) -> int:
    """Return the length of a block of header lines (From, Sent, To, Subject) that begins here, or 0."""
    if _role(lines[at]) is None:
        return 0
    roles, last, place = set(), at, at
    while place < min(len(lines), at + TALLEST) and place <= last + 3 and lines[place].strip():
        role = _role(lines[place])
        if role:
            roles.add(role)
            last = place
        place += 1
    enough = {"from", "sent"} <= roles or ("from" in roles and "subject" in roles)
    return last + 1 - at if enough else 0


def _attribution(body: Body, at: int) -> int:
    """Return the length of an attribution such as `On 4 March 2024, Kim wrote:` that begins here, or 0."""
    told = ""
    if not any(map(ENDS.search, body.lines[at : at + 4])):
        return 0
    for length in range(1, 5):
        if at + length > len(body.lines) or body.marked[at + length - 1] or not body.lines[at + length - 1].strip():
            return 0
        told = f"{told} {body.lines[at + length - 1].strip()}".strip()
        if len(told) > LONGEST or (length == 2 and not phrases().begins.match(body.lines[at].strip())):
            return 0
        if ENDS.search(told):
            return length if _tells(told) else 0
    return 0


def _tells(told: str) -> bool:
    """Say whether a line with a colon behind it tells who wrote what follows, and when; other sentences may end so."""
    address, dated = ADDRESS.search(told), DATE.search(told)
    verbs = list(phrases().wrote.finditer(told))
    if not verbs or not (address or dated):
        return bool(address and dated and told.rstrip(":： \u00a0")[-1:] in (">", ")"))
    behind = told[verbs[-1].end() :].strip(":：. \u00a0")
    return address is not None or not behind or (len(behind) <= NAME and bool(phrases().begins.match(told)))


def _run_on(lines: Sequence[str], quoted: list[bool]) -> bool:
    """Mark single lines that stand between two quoted ones because a program broke a long quoted line in two."""
    found = False
    for at in range(1, len(lines) - 1):
        torn = not quoted[at] and quoted[at - 1] and quoted[at + 1] and len(lines[at - 1]) >= WRAPPED
        if torn and lines[at].strip() and len(lines[at]) < len(lines[at - 1]) and MARKED.match(lines[at + 1]):
            quoted[at] = found = True
    return found
