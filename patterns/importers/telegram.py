"""Telegram Desktop's result.json: one chat, or a whole account with its chats and those that were left.

The plain message, which is nearly every one, is read a column at a time; the rest record by record in
`_telegram_record`. The HTML export of the same program is `telegram_html`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pandas as pd

from patterns.importers._base import HEADER_MARKS, Columns, Head, Skipped, Source, Wishes, shorten
from patterns.importers._json import ANY, Block, read_json
from patterns.importers._telegram_record import Careful, is_edited, read
from patterns.importers._telegram_time import instants

LABEL = "Telegram (result.json)"
BLOCKS: tuple[tuple[Any, ...], ...] = (
    ("messages",), ("chats", "list", ANY, "messages"), ("left_chats", "list", ANY, "messages"),
)  # fmt: skip
CHAT = re.compile(
    r'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verify_codes|private_group|private_supergroup'
    r'|public_supergroup|private_channel|public_channel)"'
)
RECORD = re.compile(r'"type"\s*:\s*"(?:message|service)"')
TIMED = re.compile(r'"(?:date_unixtime|from_id|actor_id)"\s*:')
ACCOUNT = re.compile(r'\A\s*\{\s*"about"\s*:\s*"|"personal_information"\s*:\s*\{\s*"user_id"\s*:')
LISTS = re.compile(r'"(?:chats|left_chats|contacts|frequent_contacts|profile_pictures)"\s*:')
PLAIN = {
    "id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from", "from_id", "author", "saved_from",
    "reply_to_message_id", "reply_to_peer_id", "via_bot", "inline_bot_buttons", "text", "text_entities",
}  # fmt: skip
UNNAMED = {"saved_messages": "Saved Messages", "replies": "Replies", "verify_codes": "Verification Codes"}
ONE_TO_ONE = {"personal_chat", "bot_chat"}
MARKS = re.compile(f"[{HEADER_MARKS}]")


class _Shapes(dict[tuple[str, ...], tuple[bool, bool]]):
    """Of the keys of a record: whether it is a plain message, and whether it may be an edited one."""

    def __missing__(self, keys: tuple[str, ...]) -> tuple[bool, bool]:
        """Look at a set of keys that was not met before."""
        self[keys] = PLAIN.issuperset(keys), "edited" in keys or "edited_unixtime" in keys
        return self[keys]


class _Rows:
    """The columns while they grow, one chat after the other."""

    def __init__(self, owner: str | None) -> None:
        self.owner = owner
        self.own_names: dict[str, None] = {}
        self.columns: dict[str, list[Any]] = {
            name: []
            for name in (
                "line", "sender", "kind", "text", "words", "edited", "conversation", "direction", "attachments",
                "reactions", "forwarded_from", "unixtime", "date",
            )
        }  # fmt: skip
        self.skipped: list[Skipped] = []
        self.unknown: Counter[str] = Counter()

    def chat(self, block: Block, chat: dict[str, Any]) -> None:
        """Add the messages of one chat."""
        values, lines = block.values, block.lines
        if any(type(record) is not dict for record in values):
            values = [record if type(record) is dict else {} for record in values]
        columns, odd = _plain(values, lines)
        left_out = set()
        for place in odd:
            found = read(values[place])
            if isinstance(found, str):
                self.skipped.append(Skipped(lines[place], found))
                left_out.add(place)
            else:
                _patch(columns, place, found)
                self.unknown.update(found.unknown)
        columns["sender"] = _names(columns["sender"], columns["from_id"], columns["kind"])
        columns["conversation"] = [_title(chat)] * len(values)
        columns["direction"] = self.direction(columns, chat)
        for name, column in self.columns.items():
            added = columns.pop(name)
            column += [each for place, each in enumerate(added) if place not in left_out] if left_out else added

    def direction(self, columns: dict[str, list[Any]], chat: dict[str, Any]) -> list[str | None]:
        """Say of each row whether the owner of the account sent it, where the export tells who that is.

        In a conversation of two the number of the chat is the number of the other one.
        """
        who = columns["from_id"]
        other = _user(chat.get("id")) if str(chat.get("type")) in ONE_TO_ONE else None
        told: dict[str | None, str | None] = dict.fromkeys(who)
        if self.owner is None and (other is None or other not in told):
            return [None] * len(who)
        for each in told:
            if each is not None:  # events come from nobody
                own = each == self.owner if self.owner else each != other
                told[each] = "sent" if own else "received"
        pairs = dict.fromkeys(zip(who, columns["sender"], strict=True))
        self.own_names |= {name: None for each, name in pairs if told[each] == "sent" and name}
        return [told[each] for each in who]


def detect(head: Head) -> bool:
    """Recognise what Telegram calls its chats, records or lists, not the file name."""
    text = head.text
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    if '"messages"' in text and (CHAT.search(text) or (RECORD.search(text) and TIMED.search(text))):
        return True
    return bool(ACCOUNT.search(text) and LISTS.search(text))


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message of every chat; dates are in one order always, so the wish for one has nothing to say.

    Raises
    ------
    UnreadableSource
        If it is no JSON at all, or nested deeper than any export.
    """
    tree = read_json(source, *BLOCKS)
    blocks, around, skipped = tree.blocks, tree.around, tree.skipped
    del tree  # its text is as long as the file
    person = _step(around, "personal_information")
    found = _Rows(_user(_step(person, "user_id")))
    while blocks:
        block = blocks.pop(0)
        chat = around
        for step in block.where[:-1]:
            chat = _step(chat, step)
        found.chat(block, chat if isinstance(chat, dict) else {})
    when, clock, late, warnings = instants(found.columns.pop("unixtime"), found.columns["date"])
    frame = _frame(found.columns).assign(when=when)
    lines = frame["line"]
    found.skipped += [Skipped(int(lines.iloc[place]), reason) for place, reason in late.items()]
    if late:
        frame = frame.drop(index=list(late)).reset_index(drop=True)
    skipped = sorted(found.skipped + skipped)
    if found.unknown:
        kinds = ", ".join(f"{shorten(kind)} ({count})" for kind, count in sorted(found.unknown.items()))
        warnings.append(f"Messages that hold something this reader does not know: {kinds}. They are kept as media.")
    if any("breaks off" in each.reason for each in skipped):
        warnings.append("The file breaks off before its end; what follows was not read. Export the chat again.")
    return Columns(
        frame, "telegram", clock, "s", literal=False, skipped=skipped, warnings=warnings,
        notes={"own_identity": _own(person, found)},
    )  # fmt: skip


def _plain(values: list[dict[str, Any]], lines: list[int]) -> tuple[dict[str, list[Any]], list[int]]:
    """Return the columns as a plain message has them, and the places of the records that are none."""
    shapes = _Shapes()
    seen = [shapes[tuple(record)] for record in values]
    texts = [record.get("text") for record in values]
    odd = [
        place
        for place, (record, (plain, _), text) in enumerate(zip(values, seen, texts, strict=True))
        if not plain or type(text) is not str or not text or record.get("type") != "message"
    ]
    count = len(values)
    return {
        "line": list(lines),
        "sender": [record.get("from") for record in values],
        "from_id": _users([record.get("from_id") for record in values]),
        "kind": ["text"] * count,
        "text": texts,
        "words": list(texts),
        "edited": [edited and is_edited(record) for record, (_, edited) in zip(values, seen, strict=True)],
        "attachments": [[] for _ in values],
        "reactions": [[] for _ in values],
        "forwarded_from": [None] * count,
        "unixtime": [record.get("date_unixtime") for record in values],
        "date": [record.get("date") for record in values],
    }, odd


def _patch(columns: dict[str, list[Any]], place: int, found: Careful) -> None:
    for name in ("kind", "text", "words", "attachments", "reactions", "forwarded_from", "sender"):
        columns[name][place] = getattr(found, name)
    columns["from_id"][place] = _user(found.sender_id)


def _as_on_a_page(words: list[str]) -> list[str]:
    """Return words as the HTML of the same chat has them: every break a line break, no blanks around them."""
    return [
        each.replace("\u2028", "\n").replace("\u2029", "\n").strip(" \t\r\n\f")
        if each[:1].isspace() or each[-1:].isspace() or "\u2028" in each or "\u2029" in each
        else each
        for each in words
    ]


def _names(names: list[Any], ids: list[str | None], kinds: list[str]) -> list[str | None]:
    """Return the senders' names; whose name the account no longer has goes by the number."""
    texts = names if _all_text(names) else [name if type(name) is str else None for name in names]
    clean = {name: (MARKS.sub("", name) or None) if name else None for name in dict.fromkeys(texts)}
    found = [clean[name] for name in texts]
    if None in clean.values():
        for place in [place for place, name in enumerate(found) if name is None and kinds[place] != "notice"]:
            found[place] = ids[place]
    return found


def _all_text(values: list[Any]) -> bool:
    return set(map(type, values)) <= {str, type(None)}


def _title(chat: dict[str, Any]) -> str:
    name, kind = chat.get("name"), chat.get("type")
    if isinstance(name, str) and name:
        return MARKS.sub("", name)
    return UNNAMED.get(kind, "Deleted Account") if isinstance(kind, str) else ""


def _user(number: object) -> str | None:
    """Return who a number belongs to, as newer exports write it: user123, where older ones have 123."""
    if type(number) is str:
        return number or None
    return f"user{number}" if type(number) is int else None


def _users(numbers: list[Any]) -> list[str | None]:
    return numbers if _all_text(numbers) and "" not in numbers else [_user(number) for number in numbers]


def _own(person: Any, found: _Rows) -> str:
    names = [_step(person, "first_name"), _step(person, "last_name")]
    return ", ".join(found.own_names) or " ".join(name for name in names if isinstance(name, str) and name)


def _step(inside: Any, key: Any) -> Any:
    if isinstance(inside, dict):
        return inside.get(key)
    return inside[key] if isinstance(inside, list) and isinstance(key, int) and key < len(inside) else None


def _frame(columns: dict[str, list[Any]]) -> pd.DataFrame:
    told = {"date": "written_time"}
    lists = {"attachments", "reactions", "words"}
    types = {"line": "int64", "edited": "bool"} | dict.fromkeys(lists, "object")
    made = {}
    for name in list(columns):
        column = columns.pop(name)
        made[told.get(name, name)] = pd.Series(
            _as_on_a_page(column) if name == "words" else column, dtype=types.get(name, "str")
        )
    return pd.DataFrame(made, copy=False)
