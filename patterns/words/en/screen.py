"""Sentences on a terminal."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "screen.review": "Review on {on}: {span} ({weeks:week|weeks}). Later entries are not read.",
    "screen.help-now": "In danger now: call the emergency number where you are.",
    "screen.baseline": "Before the plan: {span}, {known} of {days} days recorded.",
    "screen.known": "In the window {known} of {days} days are recorded. A day nobody recorded is not a quiet day.",
    "screen.not-known": "cannot be told, no day is recorded",
    "screen.how-sure": "How sure: {words}.",
    "screen.next-step": "Agreed next step: {step}.",
    "screen.note": "Note: {note}",
    "screen.agreed": "As agreed on {start}: {agreed}",
    "screen.dates": "Days: {first} to {last}; nothing dated on or after {on} is read.",
    "screen.no-exports": "No message exports in this case. Put them into its folder exports/; they are never changed.",
    "screen.merged": "{n:record|records} in all; {twice} of them stand in more than one source and count once.",
    "screen.account": "{records:record|records} = {messages:message|messages} + {notices:notice|notices} + {duplicates:duplicate|duplicates} + {skipped} skipped ({kinds})",
    "screen.log-alone": "The log begins on {log}, {days:day|days} before the first message of {messages}: of that time there is the log alone.",
    "screen.columns": "columns taken as {columns}; if that is wrong, give --columns, or name them under Columns on the Sources sheet",
    "screen.left-out": "{n} left out: of conversations in which nobody is known to be you. If they are yours, write your name as it stands there into the row me of the People sheet; if not, take the file out",
    "screen.skipped": "not a message: {place}line {line}, {reason}",
    "screen.skipped.more": "and {n} more that are no messages; --json lists them all",
    "screen.ends-early": "The last message is of {last}, the file was made on {made}. If there were later messages, export them again.",
    "screen.messages": "{n:message|messages} written to {path}. It holds everything that was written, by everyone: keep it private.",
    "screen.source": "{place}, from line {line}:",
    "screen.source.also": "Also in: {sources}.",
    "screen.media": (
        "Pictures, sound or other files came with the exports. None was opened and none is needed: an export without media "
        "gives the same counts. Do not keep a picture here that may show a child or something intimate; ask an advocate or the "
        "police first what to do with it."
    ),
    "screen.working-copy": "This is a working copy. Keep the phone and the original messages.",
    "screen.zone": "time zone {zone}: {why}",
    "screen.date-order": "dates {order}: {why}",
    "screen.also": "{n} of these also stand in another source: one message, two witnesses",
    "screen.may-tell": "this row may tell of {codes}, and has no such code",
    "screen.may-tell.remedy": (
        "If it does, write the code: {codes}. If not, or to leave it so, write the day on which you looked at it into "
        "Talked through on. Nothing counts it until you decide."
    ),
    "screen.unreadable": "{n:thing|things} cannot be read; nothing was changed:",
    "screen.readable": (
        "Everything could be read: {entries:entry|entries} on the Incidents sheet, {messages:record|records} from "
        "{sources:export|exports}."
    ),
    "screen.changed": (
        "{n:row was|rows were} changed since first read; `patterns explain` shows what they said before, and so does --json."
    ),
    "screen.changed-rows": "Changed since they were first read (before -> now):",
    "screen.said-before": "{place}, {header}, noticed on {at}:",
    "screen.empty": "(empty)",
    "screen.to-decide": "Still to decide ({n}), the most important first:",
    "screen.and-more": "The same in {n:more cell|more cells}: {places}{and_so_on}.",
    "screen.nothing-to-decide": "Nothing is waiting for a decision.",
    "screen.stage.open": "reading the case",
    "screen.new": "Made {case}. Open log.xlsx to write, put message exports into exports/.",
    "screen.upgraded": "Added; every cell stayed where it was. The log as it was before is kept in {kept}.",
    "screen.nothing-to-upgrade": "The workbook has everything this version knows; nothing was changed.",
    "screen.safe-here": "Is it safe for you to keep this here?",
    "screen.not-kept": "Nothing was stored. A therapist or advocate can help to find a safer place.",
    "screen.not-asked": "Not asked here; give --safe-here once you have thought about it.",
    "screen.adopt.head": "Sheet|Column|Filled|Becomes|Why",
    "screen.adopt.rows": "Rows to add: {into}. Already there: {already}. With nothing but a date: {nothing}. Left out: {left_out}.",
    "screen.adopt.undated": "{n:row|rows} without a date that can be read: kept with the words, listed by `patterns check`, counted nowhere.",
    "screen.adopt.half-turned": "! {header}: some cells are real dates, none past the 12th of a month; others are text that is. A program may have swapped day and month in the real ones: compare a few with what you remember.",
    "screen.adopt.beside": "{n:cell|cells} of {header} cannot be read as ours; each is kept in a column of its own beside.",
    "screen.adopt.unsettled": "{n:thing|things} to settle first. Nothing was written.",
    "screen.adopt.nothing": "Nothing was written.",
    "screen.adopt.go-on": "Write {n:row|rows} into the log?",
    "screen.adopt.done": "Written. The old file is kept as it is in {copy}, the log as it was before in {kept}.",
    "screen.adopt.pictures": "Pictures, charts and the like in log.xlsx are only in that copy.",
    "screen.reports": "Reports:",
    "screen.demo": "The sample case (invented people) is in {case}. Its reports:",
}
