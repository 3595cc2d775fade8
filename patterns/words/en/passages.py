"""Sentences about passages in messages: on a terminal and in review.xlsx."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "passages.content": "These sheets quote hurtful messages. The texts stay closed until you open them; you can skip any of them, and stop at any line.",
    "passages.decide": "Every row is a proposal. You decide: yes, no, unsure, or another code. Leave it empty to decide later. Nothing is deleted, whatever you decide.",
    "passages.open": "The + above the columns of To review opens the texts.",
    "passages.batches": "There is a line to stop at after every {batch:passage|passages}. What you have decided is kept, and is never asked again.",
    "passages.possible": "Possible holds fainter signs. You may leave that sheet alone, or hide it.",
    "passages.own": "The same cues run over what both of you wrote. Only what the other person wrote can become an incident; your own words are context.",
    "passages.for-log": "For the log is filled in from what you confirmed. Only rows in log.xlsx count there.",
    "passages.tone": "Words are all the program sees: not the tone, not what was said before in another room. Sarcasm it cannot tell.",
    "passages.stop": "You can stop here. {done} of {all}.",
    "passages.safety": "About safety ({n}), by date and place on To review:",
    "passages.safety-line": "{on}: {code} ({sheet}, row {row})",
    "passages.no-longer": "no longer proposed; what you wrote here is kept",
    "passages.blind": "Blind: no proposals stand in this file. They are shown once you have coded the messages and run `patterns suggest` again.",
    "passages.written": "{waiting:passage|passages} to look at in {path}, {possible} more on its sheet Possible; {decided} decided so far.",
    "passages.written-blind": "{n:message|messages} to code in {path}, in no order; {decided:decision|decisions} kept so far.",
    "passages.noted": "{n:new decision|new decisions} noted in the history.",
    "passages.safety-first": "This may be about your safety: {n:passage|passages} that may be a threat, violence, stalking or pressure. You know best what they mean. They stand first in the file.",
    "passages.elusion": "Messages without a proposal that were coded all the same: {n}; {k} of them got a code of an incident. So of all messages without a proposal, at most {high} may hold one (95 %).",
    "passages.nothing": "There are no messages in this case, so nothing can be proposed.",
    "passages.exported": "{n:message|messages} with proposals written to {path}. It holds the texts: keep it private.",
    "passages.agree-head": "code|messages|both yes|agreement|on yes|how common|kappa|alpha|95 % by conversation",
    "passages.agree-none": "The two files have no coded message in common.",
    "passages.agree-one": "All messages are of one conversation, so there is no interval: messages of one conversation are not independent.",
    "passages.agree-alpha": "alpha: from .80 reliable, from .667 tentative, below that talk about the definition first (Krippendorff).",
    "passages.agree-settle": "{n:disagreement|disagreements} to settle written to {path}.",
}
