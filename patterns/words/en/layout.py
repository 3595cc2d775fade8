"""Sentences of the report's later parts: places that help, protections, the trial, what cannot be seen."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # places that help
    "layout.help.title": "Places that help",
    "layout.help.emergency": "Emergency {number}",
    "layout.help.police": "police {number}",
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
    # scripts
    "layout.scripts.title": "Scripts",
    "layout.scripts.caption": "Short, firm sentences of your own",
    "layout.column.script": "Script",
    "layout.column.kind": "Kind",
    "layout.column.words": "Words",
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
    # what these records cannot see
    "layout.alone.title": "When not to go through this alone",
    "layout.alone.text": (
        "If you are afraid that the other person finds this, if you were hurt, if there is a weapon, or if you think of not "
        "wanting to live: please talk to an advocate, a doctor or someone you trust first. The record can wait."
    ),
}
