"""The sheets of review.xlsx, declared once; writing and reading both follow from this."""

from __future__ import annotations

from patterns.log.declare import CHOICE, CODES, DATE, TEXT, Column, Sheet

DECISIONS = ("yes", "no", "unsure", "other code")
NO_CODE = "none"
NOTHING_ELSE = "nothing else"  # stands under Code where a whole message was looked at
FILE = "review.xlsx"

_NUMBER = Column("No.", TEXT, "Number of the passage in this sheet", width=6)
_WHEN = Column("When", TEXT, "Date and time where it was sent", width=17)
_WHO = Column("Who", TEXT, "Who wrote it: me, or the other person", width=8)
_CODE = Column("Code", TEXT, "What is proposed. Only you decide", width=18)
_WHY = Column("Why", TEXT, "The cue that proposed it, and what makes it doubtful", width=34)
_STRENGTH = Column("Strength", TEXT, "clear or possible", width=10)
_DECISION = Column("Decision", CHOICE, "Your decision; empty is not yet", DECISIONS, width=12)
_OTHER = Column("Other code", CODES, "Where another code fits better", width=16)
_SAME = Column("Same event as", TEXT, "Id of an entry on the Incidents sheet, if it is the same event", width=14)
_TALKED = Column("Talked through on", DATE, "When you talked about it with a therapist or advocate", width=16)
_REVIEWER = Column("Reviewer", TEXT, "Who decided", width=12)
_NOTE = Column("Note", TEXT, "Anything you want to keep beside it", width=24)
_BEFORE = Column("Before", TEXT, "Three messages before", width=44)
_PASSAGE = Column("Passage", TEXT, "The message itself", width=56)
_AFTER = Column("After", TEXT, "Three messages after", width=44)
_WORDS = Column("Words", TEXT, "The exact words", width=24)
_MESSAGE = Column("Message id", TEXT, "Which message; decisions are kept by this", width=18)
_CUES = Column("Cues", TEXT, "Ids of the cues in the codebook", width=24)

_SEEN = Column("Proposal seen", TEXT, "Whether the proposal was seen before the decision", width=12)
_CONVERSATION = Column("Conversation", TEXT, "Which conversation it is from", width=18)

HIDDEN_TEXT = ("Before", "Passage", "After", "Words")  # in a closed group: one click on the + above opens it
HIDDEN = ("Message id", "Cues", "Proposal seen", "Conversation")
_ASKED = (
    _NUMBER, _WHEN, _WHO, _CODE, _WHY, _STRENGTH, _DECISION, _OTHER, _SAME, _TALKED, _REVIEWER, _NOTE, _BEFORE,
    _PASSAGE, _AFTER, _WORDS, _MESSAGE, _CUES, _SEEN, _CONVERSATION,
)  # fmt: skip
_NEVER: dict[str, object] = {"No.": "the example"}  # no row of these sheets is an example

TO_REVIEW = Sheet(
    "To review", "to_review",
    "Passages to look at, the ones about safety first. Open the texts with the + above them, a few at a time. You can "
    "stop at any line; nothing is lost.",
    _ASKED, _NEVER,
)  # fmt: skip
POSSIBLE = Sheet(
    "Possible", "possible",
    "Fainter signs. Looking at these is up to you; you may hide this sheet.",
    _ASKED, _NEVER,
)  # fmt: skip
DECIDED = Sheet(
    "Decided", "decided",
    "What was decided. A decision may be changed here; the earlier one stays in the history.",
    _ASKED, _NEVER,
)  # fmt: skip
BLIND = Sheet(
    "Blind", "blind",
    "Messages in no order, proposed ones and others mixed. Write the codes that fit, several with ; between, or none. "
    "What was proposed is shown once this was read back.",
    (_NUMBER, _BEFORE, Column("Message", TEXT, "The message itself", width=56), _AFTER,
     Column("Writer", TEXT, "A or B", width=8),
     Column("Codes", TEXT, "The codes that fit, or none; empty is not yet", width=26),
     _REVIEWER, _NOTE, _MESSAGE, _CONVERSATION),
    _NEVER,
)  # fmt: skip
FOR_THE_LOG = Sheet(
    "For the log", "for_the_log",
    "Filled in from what you confirmed, to copy into log.xlsx where you agree. Only rows in the log count.",
    (Column("Sheet", TEXT, "Sheet of log.xlsx", width=14), Column("Date", TEXT, "Date", width=12),
     Column("Time", TEXT, "Clock time", width=9), Column("Step or code", TEXT, "What it would be there", width=20),
     Column("By", TEXT, "me or other", width=8), Column("Words", TEXT, "The message", width=60),
     Column("Message id", TEXT, "For Message ids or Message id in the log", width=20)),
    _NEVER,
)  # fmt: skip
READ_BACK = (DECIDED, POSSIBLE, TO_REVIEW)  # later ones outrank earlier ones
