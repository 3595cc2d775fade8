"""What imessage-exporter writes into the lines of a message besides the person's words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from patterns.importers._imessage_blocks import ANSWER, EVENT

DELETED = "This message was deleted from the conversation!"
LISTS = ("Tapbacks:", "Reactions:")
REACTIONS = {
    "Loved": "❤️", "Liked": "👍", "Disliked": "👎", "Laughed": "😂", "Emphasized": "‼️", "Questioned": "❓",
}  # fmt: skip
REACTION = re.compile(r"(\S{1,24}) by (.+)")
STICKER = re.compile(r"(?:\w+ )?Sticker from (.+?)(?:: (.+?))?(?: from .+| not found!)?")
FILE = re.compile(r"(?:attachments/|(?:~|/|[A-Za-z]:\\).*(?:Attachments|Library/SMS|attachments)[/\\]).+")
EFFECT = re.compile(
    r"Sent with (?:Confetti|Echo|Fireworks|Balloons|Heart|Lasers|Shooting Star|Sparkles|Spotlight|Slam|Loud|Gentle"
    r"|Invisible Ink)"
)
UNSENT = re.compile(r"\S.* unsent (?:this|a) message(?: part)?(?: .+ after sending)?!")
LOCATION = re.compile(r"(?:Started sharing|Stopped sharing|Shared) location!")
SHAREPLAY = ["SharePlay Message", "Ended"]
LATER = re.compile(r"Edited .{1,80}? later: ")
MISSING = "Attachment missing!"
APP = ("Unable to format app message: ", "Digital Touch Message: ")


class Parts(NamedTuple):
    """A message taken apart: its kind, what is shown of it, the person's words, and what hangs on it."""

    kind: str
    text: str
    words: str
    attachments: list[str]
    reactions: list[str]
    edited: bool
    earlier: list[str]


def parts(lines: list[str]) -> Parts:
    """Take the lines of a message apart."""
    lines, reactions = _reactions(lines)
    while lines and (lines[-1] in ("", ANSWER) or (len(lines) > 1 and EFFECT.fullmatch(lines[-1]))):
        lines = lines[:-1]
    deleted = lines[:1] == [DELETED]
    lines = lines[1:] if deleted else lines
    if lines == SHAREPLAY or (len(lines) == 1 and LOCATION.fullmatch(lines[0])):
        return Parts("call" if lines == SHAREPLAY else "notice", "\n".join(lines), "", [], reactions, False, [])
    files = [name for line in lines if (name := _file(line))]
    rest = [line for line in lines if not _file(line)]
    said = [line for line in rest if not UNSENT.fullmatch(line)]
    text, earlier = _versions(said)
    edited = bool(earlier) or len(said) < len(rest)
    if deleted or (len(said) < len(rest) and not text and not files):
        return Parts("deleted", text or "\n".join(rest), text, files, reactions, False, earlier)
    if files or said == [MISSING] or (said and said[0].startswith(APP)):
        placeholder = not files
        return Parts("media", text, "" if placeholder else text, files, reactions, edited, earlier)
    return Parts("text" if text else "", text, text, [], reactions, edited, earlier)


def _reactions(lines: list[str]) -> tuple[list[str], list[str]]:
    """Take out the lists of reactions below the parts of a message."""
    kept: list[str] = []
    found: list[str] = []
    at = 0
    while at < len(lines):
        end = next((place for place in range(at + 1, len(lines)) if not lines[place]), len(lines))
        inner = [line.lstrip(" ") for line in lines[at + 1 : end]]
        if lines[at].lstrip(" ") in LISTS and inner and all(map(_reaction, inner)):
            found += [_reaction(line) for line in inner]
            at = end + 1
        else:
            kept.append(lines[at])
            at += 1
    return kept, found


def _reaction(line: str) -> str:
    sticker = STICKER.fullmatch(line)
    if sticker:
        return f"sticker {sticker[1]}"
    found = REACTION.fullmatch(line)
    return f"{REACTIONS.get(found[1], found[1])} {found[2]}" if found else ""


def _file(line: str) -> str:
    """Return the name of the file that a line shows, and nothing where it shows none."""
    sticker = STICKER.fullmatch(line)
    path = (sticker[2] or "") if sticker else line
    if sticker and not path:
        return "sticker"
    return re.split(r"[/\\]", path)[-1] if sticker or FILE.fullmatch(line) else ""


def _versions(lines: list[str]) -> tuple[str, list[str]]:
    """Return the text as it is now, and what stood there before it was edited."""
    first = EVENT.fullmatch(lines[0]) if lines else None
    later = [at for at, line in enumerate(lines) if LATER.match(line)]
    if first is None or not later:
        return "\n".join(lines), []
    starts = [0, *later, len(lines)]
    versions = []
    for start, end in pairwise(starts):
        begin = first[2] if start == 0 else LATER.sub("", lines[start], count=1)
        versions.append("\n".join([begin, *lines[start + 1 : end]]).rstrip("\n"))
    return versions[-1], versions[:-1]
