"""review.xlsx: passages to decide on, decisions already made, rows to copy into the log; written anew each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from patterns.codes import passages as gathered
from patterns.codes import sheets
from patterns.codes.book import Codebook
from patterns.codes.decisions import LOOKED
from patterns.errors import PatternsError
from patterns.log import look
from patterns.log.declare import Sheet
from patterns.log.lists import REPAIR_STEPS
from patterns.log.template import file_bytes, put
from patterns.log.workbooks import locked
from patterns.schema import records
from patterns.store.files import write
from patterns.words import day, say

CONTEXT = 3  # messages shown before and after
FIRST = 3  # first row below instruction and headers
BLIND_MOST = 200  # proposed messages on one blind sheet
INK, TOP = Font(name=look.FONT, size=11, color=f"FF{look.INK}"), look.TOP
STOP = Font(name=look.FONT, size=11, italic=True, color=f"FF{look.ACCENT}")
STOP_GROUND = PatternFill("solid", start_color=f"FF{look.GROUND}", end_color=f"FF{look.GROUND}")
LONGEST = 4000  # characters of a message in a cell
Row = dict[str, object]


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
    talk = _Talk(messages)
    asked = gathered.passages(gathered.to_ask(gathered.waiting(suggestions, reviewed, incidents), messages))
    first = asked.loc[(asked["tier"] == "safety") | (asked["strength"] == "clear")]
    faint = asked.drop(first.index)
    made = Workbook()
    start = made.worksheets[0]
    start.title = "Start here"
    rows = _blind_rows(talk, asked, suggestions, reviewed) if blind else []
    if blind:
        _lay_out(made, sheets.BLIND, rows, book, batch)
    else:
        _lay_out(made, sheets.TO_REVIEW, [talk.asked(row) for row in records(first)], book, batch)
        _lay_out(made, sheets.POSSIBLE, [talk.asked(row) for row in records(faint)], book, batch)
    decided = _decided_rows(talk, reviewed, suggestions)
    _lay_out(made, sheets.DECIDED, decided, book, 0)
    _lay_out(made, sheets.FOR_THE_LOG, _for_the_log(talk, reviewed, suggestions, incidents, statements), book, 0)
    _codes(made, book)
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
        return f"{self.person[place]}: {words[:LONGEST]}"

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
            "When": self.stamp(place), "Who": self.person[place], "Before": before,
            "Passage": "\n".join(self.text[each][:LONGEST] for each in range(first, last + 1)), "After": after,
            "Words": words[:LONGEST], "Message id": message, "Conversation": self.conversation[place],
        }  # fmt: skip

    def asked(self, row: dict[str, Any]) -> Row:
        """Return a passage that waits as a row of its sheet."""
        return self.shown(row["message_id"], row["spans"], row["with_message"]) | {
            "Code": row["code"], "Why": row["why"], "Strength": row["strength"], "Cues": row["cues"],
        }  # fmt: skip


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
             "By": talk.person[place], "Words": talk.text[place][:LONGEST], "Message id": message}
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


# -- how it looks --------------------------------------------------------------------------------------------------


def _lay_out(made: Workbook, declared: Sheet, rows: Sequence[Row], book: Codebook, batch: int) -> None:
    """Lay out one sheet: instruction, headers, rows, a line to stop at after each batch."""
    sheet: Any = made.create_sheet(declared.name)
    look.page(sheet)
    look.instruction(sheet, declared.instruction, min(12, len(declared.columns)))
    headers = [column.header for column in declared.columns]
    for place, column in enumerate(declared.columns, start=1):
        look.header(put(sheet, 2, place, column.header), column.meaning)
        look.column(sheet, place, column)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        if column.header in sheets.HIDDEN_TEXT and declared is not sheets.BLIND:
            dimension.outlineLevel, dimension.hidden = 1, True
        dimension.hidden = dimension.hidden or column.header in sheets.HIDDEN
    if "Words" in headers:
        sheet.column_dimensions[get_column_letter(headers.index("Words") + 2)].collapsed = True
    number = FIRST
    for count, row in enumerate(rows, start=1):
        cells = {"No.": str(count)} | row if "No." in headers else row
        for place, column in enumerate(declared.columns, start=1):
            value = cells.get(column.header)
            if value not in (None, ""):
                cell = put(sheet, number, place, value)
                cell.font, cell.alignment = INK, TOP
                cell.number_format = look.FORMATS.get(column.kind, "General")
        sheet.row_dimensions[number].height = 31
        number += 1
        if batch and count % batch == 0 and count < len(rows):
            _stopping_line(sheet, number, say("passages.stop", done=count, all=len(rows)), len(headers))
            number += 1
    _offer(sheet, headers, max(number, FIRST + 1), book)
    sheet.freeze_panes = "B3"


def _stopping_line(sheet: Worksheet, row: int, words: str, columns: int) -> None:
    cell = put(sheet, row, 1, words)
    cell.font, cell.fill, cell.alignment = STOP, STOP_GROUND, Alignment(vertical="center")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=min(12, columns))


def _offer(sheet: Worksheet, headers: Sequence[str], last: int, book: Codebook) -> None:
    """Give decisions and codes their lists."""
    listed = {"Decision": f'"{",".join(sheets.DECISIONS)}"', "Other code": _CODES_RANGE, "Codes": _CODES_RANGE}
    for header, source in listed.items():
        if header in headers:
            check = DataValidation("list", source, allow_blank=True)
            check.showErrorMessage = header == "Decision"
            check.errorTitle, check.error = "Not read", "Choose from the list, or leave the cell empty."
            letter = get_column_letter(headers.index(header) + 1)
            check.add(f"{letter}{FIRST}:{letter}{last}")
            sheet.add_data_validation(check)


_CODES_RANGE = "Codes!$A$3:$A$80"


def _codes(made: Workbook, book: Codebook) -> None:
    """Write the codes with what each means, for the lists and for people."""
    from patterns.log.lists import CODES

    sheet: Any = made.create_sheet("Codes")
    look.page(sheet)
    look.instruction(sheet, "What each code means. Behaviours, never what somebody is.", 5)
    for place, (header, width) in enumerate(
        (("Code", 22), ("Meaning", 60), ("Include", 44), ("Exclude", 44), ("Not this", 44)), start=1
    ):
        look.header(put(sheet, 2, place, header), "")
        sheet.column_dimensions[get_column_letter(place)].width = width
    meanings = {code.code: (code.meaning, "", "", "") for code in CODES.values()} | {
        code.code: (code.definition, code.include, code.exclude, code.near_miss) for code in book.codes.values()
        if code.code != "disclosure"
    }  # fmt: skip
    for row, (code, said) in enumerate([*meanings.items(), (sheets.NO_CODE, ("Nothing fits", "", "", ""))], start=3):
        for place, words in enumerate((code, *said), start=1):
            cell = put(sheet, row, place, words)
            cell.font, cell.alignment = INK, TOP
    sheet.freeze_panes = "B3"


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
                sheet=sheets.TO_REVIEW.name, row=_row_of(count, batch))
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


def _row_of(count: int, batch: int) -> int:
    """Return the row in which the passage of that number stands, lines to stop at counted."""
    return FIRST + count - 1 + ((count - 1) // batch if batch else 0)
