"""review.xlsx: passages to decide on, decisions already made, rows to copy into the log; written anew each time."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from openpyxl import Workbook

from patterns.codes import passages as gathered
from patterns.codes import sheets
from patterns.codes.book import Codebook
from patterns.codes.decisions import LOOKED
from patterns.codes.review_look import Row, code_sheet, lay_out, row_of
from patterns.codes.unfinished import Begun, unfinished
from patterns.errors import PatternsError
from patterns.log import look
from patterns.log.lists import CODES, REPAIR_STEPS
from patterns.log.template import file_bytes, put
from patterns.log.workbooks import locked
from patterns.schema import records
from patterns.store.files import write
from patterns.words import day, say, shortened

CONTEXT = 3  # messages shown before and after
BLIND_MOST = 200  # proposed messages on one blind sheet
LONGEST = 4000  # characters of a message in a cell


class Written(NamedTuple):
    """What the workbook holds: passages waiting, fainter ones, those about safety, decisions; blind messages."""

    waiting: int
    possible: int
    safety: int
    decided: int
    blind: int


def write_review(
    path: Path,
    messages: pd.DataFrame,
    suggestions: pd.DataFrame,
    reviewed: pd.DataFrame,
    incidents: pd.DataFrame,
    statements: pd.DataFrame,
    book: Codebook,
    *,
    blind: bool = False,
    batch: int = 20,
) -> Written:
    """Write the workbook whole or not at all; every decision in `reviewed` stands in it again.

    What was written beside a passage that is not decided yet stays beside it.

    Parameters
    ----------
    messages, suggestions, reviewed : pandas.DataFrame
        schema.MESSAGES, SUGGESTIONS and REVIEWED of the case.
    incidents, statements : pandas.DataFrame
        The log's sheets: what they name is not asked about.
    blind : bool
        Show no proposals, and mix in messages that have none.
    batch : int
        Passages between two lines to stop at.

    Raises
    ------
    PatternsError
        If another program has the file open.
    """
    if locked(path):
        raise PatternsError(
            f"{path.name} is open in another program.",
            expected="a closed file",
            remedy="Save and close it there, then run this again; nothing was changed.",
        )
    begun = unfinished(path, [*CODES, *book.codes])
    talk = _Talk(messages)
    asked = gathered.passages(gathered.to_ask(gathered.waiting(suggestions, reviewed, incidents), messages))
    first = asked.loc[(asked["tier"] == "safety") | (asked["strength"] == "clear")]
    faint = asked.drop(first.index)
    made = Workbook()
    start = made.worksheets[0]
    start.title = "Start here"
    rows = _blind_rows(talk, asked, suggestions, reviewed) if blind else []
    if blind:
        lay_out(made, sheets.BLIND, [row | begun.get((str(row["Message id"]), ""), {}) for row in rows], book, batch)
    else:
        for declared, table in ((sheets.TO_REVIEW, first), (sheets.POSSIBLE, faint)):
            asked_rows = [talk.asked(row) | begun.pop((row["message_id"], row["code"]), {}) for row in records(table)]
            left = _left(talk, begun, reviewed) if declared is sheets.POSSIBLE else []
            lay_out(made, declared, [*asked_rows, *left], book, batch)
    decided = _decided_rows(talk, reviewed, suggestions)
    lay_out(made, sheets.DECIDED, decided, book, 0)
    lay_out(made, sheets.FOR_THE_LOG, _for_the_log(talk, reviewed, suggestions, incidents, statements), book, 0)
    code_sheet(made, book)
    safety = first.loc[first["tier"] == "safety"]
    _start_here(start, talk, safety, batch, blind)
    write(path, file_bytes(made))
    return Written(len(first), len(faint), len(safety), len(reviewed), len(rows))


class _Talk:
    """The messages with what stands before and after each, found by id."""

    def __init__(self, messages: pd.DataFrame) -> None:
        ordered = messages.sort_values(["conversation", "sent_at"], kind="stable")
        self.ids = ordered["message_id"].tolist()
        self.at = {each: place for place, each in enumerate(self.ids)}
        self.person = ordered["person"].fillna(ordered.get("sender", "")).tolist()
        self.text = ordered["text"].fillna("").tolist()
        self.kind = ordered["kind"].tolist()
        self.conversation = ordered["conversation"].fillna("").tolist()
        local = ordered["local_time"] if "local_time" in ordered else ordered["sent_at"]
        self.when = local.tolist()

    def line(self, place: int) -> str:
        """Return one message with who wrote it."""
        words = self.text[place] or f"[{self.kind[place]}]"
        return f"{self.person[place]}: {shortened(words, LONGEST)}"

    def around(self, first: int, last: int) -> tuple[str, str]:
        """Return the lines before and after a passage, of the same conversation."""
        same = self.conversation[first]
        before = [each for each in range(max(0, first - CONTEXT), first) if self.conversation[each] == same]
        after = [
            each for each in range(last + 1, min(len(self.ids), last + 1 + CONTEXT)) if self.conversation[each] == same
        ]
        return "\n".join(map(self.line, before)), "\n".join(map(self.line, after))

    def stamp(self, place: int) -> str:
        """Return when a message was sent, in the wall time of its source."""
        return f"{self.when[place]:%Y-%m-%d %H:%M}"

    def shown(self, message: str, spans: Iterable[tuple[int, int]] = (), other_half: object = None) -> Row:
        """Return the cells about one message; nothing but its id where it is no longer in any export."""
        if message not in self.at:
            return {"Message id": message}
        place = first = last = self.at[message]
        if isinstance(other_half, str) and other_half in self.at:
            first, last = sorted((place, self.at[other_half]))
        before, after = self.around(first, last)
        words = "; ".join(dict.fromkeys(self.text[place][start:stop] for start, stop in spans))
        return {
            "When": self.stamp(place), "Who": self.person[place], "Before": before, "After": after,
            "Passage": "\n".join(shortened(self.text[each], LONGEST) for each in range(first, last + 1)),
            "Words": shortened(words, LONGEST), "Message id": message, "Conversation": self.conversation[place],
        }  # fmt: skip

    def asked(self, row: dict[str, Any]) -> Row:
        """Return a passage that waits as a row of its sheet."""
        return self.shown(row["message_id"], row["spans"], row["with_message"]) | {
            "Code": row["code"], "Why": row["why"], "Strength": row["strength"], "Cues": row["cues"],
        }  # fmt: skip


def _left(talk: _Talk, begun: Begun, reviewed: pd.DataFrame) -> list[Row]:
    """Return what was begun beside a passage that is neither proposed any more nor decided: nothing written is lost."""
    decided = {(row["message_id"], row["code"]) for row in records(reviewed)}
    return [
        talk.shown(message) | {"Code": code, "Why": say("passages.no-longer")} | cells
        for (message, code), cells in begun.items()
        if code and (message, code) not in decided
    ]


def _decided_rows(talk: _Talk, reviewed: pd.DataFrame, suggestions: pd.DataFrame) -> list[Row]:
    """Return every decision as a row; what was proposed for a message that was coded blind now stands beside it."""
    proposed = {(row["message_id"], row["code"]): row for row in records(gathered.passages(suggestions))}
    decisions = {(row["message_id"], _said(row["code"])): row for row in records(reviewed)}
    for message in reviewed.loc[reviewed["decision"] == LOOKED, "message_id"]:
        for key in [each for each in proposed if each[0] == message and each not in decisions]:
            whole = decisions[(message, "")]
            decisions[key] = {**whole, "code": key[1], "decision": "no", "note": None}
    rows = []
    for (message, code), row in decisions.items():
        found = proposed.get((message, code))
        talked = row["talked_through_on"]
        rows.append(
            talk.shown(message, found["spans"] if found else (), found["with_message"] if found else None)
            | {
                "Code": sheets.NOTHING_ELSE if row["decision"] == LOOKED else code,
                "Why": found["why"] if found else "",
                "Strength": found["strength"] if found else "",
                "Decision": "yes" if row["decision"] == LOOKED else row["decision"],
                "Same event as": _said(row["same_as"]), "Reviewer": _said(row["reviewer"]), "Note": _said(row["note"]),
                "Talked through on": talked.date() if pd.notna(talked) else "",
                "Cues": _said(row["proposed"]) or (found["cues"] if found else ""),
                "Proposal seen": "yes" if row["shown"] else "no",
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: (str(row.get("When", "")), str(row["Message id"]), str(row["Code"])))


def _said(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def _blind_rows(talk: _Talk, asked: pd.DataFrame, suggestions: pd.DataFrame, reviewed: pd.DataFrame) -> list[Row]:
    """Return proposed messages, the urgent ones among them first chosen, and as many without, in no order."""
    proposed = list(dict.fromkeys(asked["message_id"]))[:BLIND_MOST]
    seen = {*suggestions["message_id"], *reviewed["message_id"]}
    others = [each for each in talk.ids if each not in seen and talk.text[talk.at[each]]]
    mixed_in = sorted(others, key=_drawn)[: max(len(proposed), 1)]
    rows = []
    for message in sorted([*proposed, *mixed_in], key=_drawn):
        shown = talk.shown(message)
        who = {"me": "A", "other": "B"}.get(str(shown["Who"]), "C")
        before, after = (_lettered(str(shown[name])) for name in ("Before", "After"))
        rows.append(
            {"Before": before, "Message": shown["Passage"], "After": after, "Writer": who, "Message id": message,
             "Conversation": shown["Conversation"]}
        )  # fmt: skip
    return rows


def _drawn(message: str) -> str:
    """Return what messages are shuffled by: the same every time, and nothing to do with their words or order."""
    return sha256(f"drawn {message}".encode()).hexdigest()


def _lettered(lines: str) -> str:
    return "\n".join(line.replace("me: ", "A: ", 1) if line.startswith("me: ")
                     else line.replace("other: ", "B: ", 1) if line.startswith("other: ") else line
                     for line in lines.split("\n"))  # fmt: skip


def _for_the_log(
    talk: _Talk, reviewed: pd.DataFrame, suggestions: pd.DataFrame, incidents: pd.DataFrame, statements: pd.DataFrame
) -> list[Row]:
    """Return what confirmed passages would be in the log: steps, statements, and what the person's words report."""
    entered = {*gathered.logged(incidents), *statements["message_id"].dropna()}
    told = {
        (row["message_id"], row["code"]) for row in records(suggestions.loc[gathered.reports(suggestions)])
    }
    families = {row["code"]: row["family"] for row in records(suggestions[["code", "family"]].drop_duplicates("code"))}
    rows = []
    for row in records(reviewed.loc[reviewed["decision"] == "yes"]):
        message, code = row["message_id"], _said(row["code"])
        sheet = _sheet_of(code, families.get(code, "incident"), (message, code) in told)
        if not sheet or message in entered or message not in talk.at:
            continue
        place = talk.at[message]
        rows.append(
            {"Sheet": sheet, "Date": talk.stamp(place)[:10], "Time": talk.stamp(place)[11:], "Step or code": code,
             "By": talk.person[place], "Words": shortened(talk.text[place], LONGEST), "Message id": message}
        )  # fmt: skip
    return sorted(rows, key=lambda row: (str(row["Date"]), str(row["Time"])))


def _sheet_of(code: str, family: str, told: bool) -> str:
    if code in REPAIR_STEPS:
        return "Conflicts"
    if family == "incident":
        return "Incidents" if told else ""  # a passage that the other person wrote counts without a row
    return {"accountability": "Statements", "request for help": "Next steps", "next step taken up": "Next steps"}.get(
        code, "Conflicts"
    )


def _start_here(sheet: Any, talk: _Talk, safety: pd.DataFrame, batch: int, blind: bool) -> None:
    """Write the first sheet: what may be about safety before anything else, then how it works."""
    look.page(sheet, landscape=False)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 4, 92
    lines: list[str] = []
    if len(safety) and not blind:
        look.title(put(sheet, 1, 1, say("report.safety-page.title")))
        lines += [say("report.safety-page.know"), say("passages.safety", n=len(safety))]
        lines += [
            say("passages.safety-line", on=day(talk.when[talk.at[message]].date()), code=code,
                sheet=sheets.TO_REVIEW.name, row=row_of(count, batch))
            for count, (message, code) in enumerate(zip(safety["message_id"], safety["code"], strict=True), start=1)
            if message in talk.at
        ][:20]  # fmt: skip
        lines += [say(f"report.safety-page.step-{name}") for name in ("emergency", "advocate", "device", "planning")]
        if (safety["code"] == "strangulation").any():
            lines.append(say("report.safety-page.doctor"))
    else:
        look.title(put(sheet, 1, 1, "How to use this workbook"))
    lines += [say("passages.blind")] if blind else []
    lines += [say("passages.content"), say("passages.decide"), say("passages.open"),
              say("passages.batches", batch=batch), say("passages.possible"), say("passages.own"),
              say("passages.for-log"), say("passages.tone")]  # fmt: skip
    for number, line in enumerate(lines, start=1):
        look.step(put(sheet, number + 2, 1, number), put(sheet, number + 2, 2, line))
        sheet.row_dimensions[number + 2].height = 19 * (1 + len(line) // 92)
