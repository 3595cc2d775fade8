"""Sentences of the report's later parts: places that help, protections, the trial, what cannot be seen."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # places that help
    "layout.help.title": "Places that help",
    "layout.help.emergency": "Emergency {number}",
    "layout.help.police": "Police {number}",
    "layout.help.line": "{name} {number}",
    "layout.help.in-one-line": "{numbers} ({checked}).",
    "layout.help.sourced": "{name}: ⟦{number}⟧ (source: {source})",
    "layout.help.directories": "Directories of help: {names}. A doctor, a library or a town hall can name a local place.",
    "layout.help.checked": "checked on {on}",
    "layout.help.verify": "checked on {on}, please verify",
    "layout.help.checked-sentence": "These numbers were {checked}.",
    "layout.help.none": "No country is set in the plan, or none is listed for it, so no number stands here. Look yours up and write it down.",
    "layout.help.field-emergency": "Emergency number where you are:",
    "layout.help.field-line": "A help line or advocate near you:",
    "layout.help.field-person": "A person to call:",
    # notes that hold at any time
    "layout.doctor.short": "The record names hands on the neck or trouble breathing: please see a doctor even without marks, and tell an advocate.",
    "layout.planning.title": "Planning note",
    "layout.planning.always": (
        "Separation, leaving, pregnancy, a new relationship, access to a weapon and a court date are times to plan with an "
        "advocate beforehand. If one of them is near, start with that."
    ),
    "layout.planning.named": "The record names: {what}. Please plan the next steps with an advocate before taking them.",
    "layout.planning.weapon": "a weapon",
    "layout.planning.order breach": "a breach of a court order",
    "layout.planning.threat": "a threat",
    "layout.planning.strangulation": "hands on the neck or trouble breathing",
    "layout.planning.write": "What is coming up, and who plans it with you",
    # protections
    "layout.protections.title": "Protections",
    "layout.protections.lead": "What is in place for you, as you wrote it down. What an exit plan says is never stored.",
    "layout.protections.caption": "Protections and where they stand",
    "layout.protections.none": "No protection is written down. That is a thing to talk about, not a failing.",
    "layout.protections.what-rules-say": "What the record says about them",
    "layout.protections.contact-caption": "Contact limits, with the days they held",
    "layout.column.item": "Protection",
    "layout.column.stands": "State",
    "layout.column.since": "Since",
    "layout.column.looked_at": "Last looked at",
    "layout.column.for_visit": "For the visit on",
    "layout.column.channel": "Channel",
    "layout.column.level": "Level",
    "layout.column.held_from": "From",
    "layout.column.held_until": "Until",
    "layout.protections.every-channel": "every channel",
    # charts
    "layout.figure.channels": "Contact by channel",
    "layout.caption.channels": "Days of each week with contact on a channel, by a message or an entry either way; a visit counts as in person. The scale is always seven days.",
    "layout.table.channels": "Days with contact by week and channel",
    "layout.alt.channels": "Days with contact by channel. {each}.",
    "layout.alt.channel": "{channel}: {n:day|days} in {weeks:week|weeks}",
    "layout.caption.timeline": "Shaded: the days of a consequence, on every line. Numbers: versions. Sessions: filled attended, ring missed, cross cancelled by the therapist. Reviews: diamond held, hollow diamond due.",
    "layout.lane.sessions": "sessions",
    "layout.lane.reviews": "reviews",
    "layout.event.attended": "attended",
    "layout.event.missed": "missed",
    "layout.event.cancelled by therapist": "cancelled by the therapist",
    "layout.event.due": "review due",
    "layout.event.held": "review held",
    "report.event.ended": "no longer in force after this day",
    "plot.version": "{n}",
    "layout.caption.quiet": "Calm phases can be part of a pattern.",
    "layout.caption.scale": "The scale ends at {top} in every report of this case, unless a week goes beyond it.",
    # scripts
    "layout.scripts.title": "Scripts",
    "layout.scripts.caption": "Short, firm sentences of your own",
    "layout.column.script": "Script",
    "layout.column.kind": "Kind",
    "layout.column.words": "Words",
    # fonts
    "layout.fonts.missing": (
        "{n:character|characters} could not be set on paper and {n:=stands|stand} there as □: {each}. Put such a font into the "
        "folder “fonts” of the case and make the report again. The page for the browser shows them."
    ),
    "layout.fonts.script": "{n} {script} (font: {font})",
    "layout.fonts.others": "{n} of another script",
    "layout.fonts.chinese": "Chinese",
    "layout.fonts.japanese": "Japanese",
    "layout.fonts.korean": "Korean",
    "layout.fonts.devanagari": "Devanagari",
    "layout.fonts.bengali": "Bengali",
    "layout.fonts.tamil": "Tamil",
    "layout.fonts.telugu": "Telugu",
    "layout.fonts.thai": "Thai",
    "layout.fonts.ethiopic": "Ethiopic",
    "layout.fonts.khmer": "Khmer",
    "layout.fonts.emoji": "emoji",
    # large print
    "layout.large.second": "Page 1, continued",
    # the trial
    "layout.trial.title": "The trial",
    "layout.trial.lead": "Twelve weeks can show attendance and behaviour, not cure.",
    "layout.trial.caption": "The trial in numbers",
    "layout.trial.therapies": "Therapies offered and begun",
    "layout.trial.weeks-caption": "Week by week",
    "layout.column.what": "What",
    "layout.column.number": "Number",
    "layout.column.therapy": "Therapy",
    "layout.column.whose": "Whose",
    "layout.column.offered": "Offered",
    "layout.column.accepted": "Accepted",
    "layout.column.started": "Started",
    "layout.column.stopped": "Stopped",
    "layout.trial.none": "No trial of sessions is recorded.",
    "layout.ask.trial.met": "The trial's number of sessions is reached. What changed in what you live through: does the trial end, go on, or change?",
    "layout.ask.trial.not met": "The trial's number of sessions is not reached. What follows for your plan, and is that safe now?",
    "layout.ask.trial.not due yet": "The trial is not over yet. What would you want to have seen by its end?",
    "layout.ask.trial.cannot tell": "The counts cannot tell how the trial went. From what you live through: does it end, go on, or change?",
    "layout.ask.boundary": "Which boundary changes, if any?",
    # what these records cannot see
    "layout.alone.title": "When not to go through this alone",
    "layout.alone.text": (
        "If you are afraid that the other person finds this, if you were hurt, if there is a weapon, or if you think of not "
        "wanting to live: please talk to an advocate, a doctor or someone you trust first. The record can wait."
    ),
}
