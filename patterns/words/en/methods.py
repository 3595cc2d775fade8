"""How every number was made: sentences around rules, words used, settings."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "report.methods.title": "Methods and definitions",
    "report.methods.lead": (
        "Every number follows from the log, the exports and the settings below; nothing is estimated by a model. A met limit "
        "is arithmetic. It is no permission, no promise, and says nothing about who a person is."
    ),
    "report.methods.rules": "Each rule, with its counts",
    "report.methods.silent": "Nothing in the log to speak about for: {names}. The command “patterns rules” prints their definitions.",
    "report.methods.words": "Words used here",
    "report.methods.words-caption": "What the words mean in this report",
    "report.methods.how-sure": (
        "How often such a verdict or interval would be wrong is tried out on invented weeks in the notebook "
        "how_sure.ipynb, which came with this program."
    ),
    "report.methods.settings": "Settings",
    "report.methods.settings-caption": "Limits as agreed, and settings of this program",
    "report.methods.agreed": (
        "The limits stand in the plan that began on {start}, written down by the person who keeps this record."
    ),
    "report.methods.looked": "They were looked at again {times}.",
    "report.methods.looked.therapist": "on {on} with a therapist",
    "report.methods.looked.advocate": "on {on} with an advocate",
    "report.methods.looked.alone": "on {on} alone",
    "report.methods.looked.other": "on {on} with somebody else",
    "report.methods.looked.not-said": "on {on}",
    "report.methods.same": (
        "The same records, review date and settings give this same report again. It is a working copy: keep the phone and the "
        "original messages. Calm phases can be part of a pattern."
    ),
    "report.rule.title.safety-first": "Safety first",
    "report.rule.title.outbursts-four-weeks": "Outbursts over four weeks",
    "report.rule.title.incidents-eight-weeks": "Incidents within eight weeks",
    "report.rule.title.incidents-weekly": "Incidents by week",
    "report.rule.title.repair-three-of-four": "Repair steps in three of four conflicts",
    "report.rule.title.repairs-weekly": "Repair steps by week",
    "report.rule.title.next-step-72-hours": "Next steps within 72 hours",
    "report.rule.title.attendance": "Sessions of the trial",
    "report.rule.title.statements": "Accountability statements",
    "report.rule.title.pattern-three-in-a-month": "A boundary crossed three times in a month",
    "report.rule.title.consequences-applied": "Consequences applied",
    "report.rule.title.supporters": "Supporters",
    "report.rule.title.dated-records": "Dated records",
    "report.rule.title.own-care": "Care of yourself",
    "report.rule.title.safety-trend": "Whether safety is getting worse",
    "report.rule.title": "{title} ({id})",
    "report.rule.agreed": "As agreed",
    "report.rule.definition": "How it is counted",
    "report.rule.found": "Found",
    "report.rule.sure": "How sure",
    "report.rule.verdict": "⟦{verdict}⟧",
    "report.rule.evidence": "{words}.",
    "report.rule.change": "Change {change}, 95 % interval {low} to {high} ({method}).",
    "report.rule.share": "95 % interval of the share: {low} to {high} ({method}).",
    "report.rule.chance": "If nothing had changed, a fall this large would still turn up in about {n} of 100 such comparisons.",
    "report.rule.chance-small": "If nothing had changed, a fall this large would turn up in fewer than 1 of 100 such comparisons.",
    "report.signed": "{sign}{share}",
    "report.word.incident": "incident",
    "report.word.incident.meaning": "Acts less than {hours} hours apart, taken as one and counted on the day on which they start.",
    "report.word.known-day": "recorded day",
    "report.word.known-day.meaning": (
        "A day you marked as completely recorded, or with an entry. Every other day is unknown. A week with fewer than "
        "{fewest} recorded days is not fully recorded."
    ),
    "report.word.baseline": "before the plan",
    "report.word.baseline.meaning": "The 28 days before the plan began; with too many gaps, the longest recorded stretch in them, if it has 14 days.",
    "report.word.outburst": "outburst",
    "report.word.outburst.meaning": "An insult, a threat, a physical act, shouting or damage to things, unless the entry says otherwise.",
    "report.word.contact-day": "day with contact",
    "report.word.contact-day.meaning": "A day with a message either way, a tick of contact or visit, or an entry about a meeting, a call or a message.",
    "report.word.verdicts": "met, on the line, not met",
    "report.word.verdicts.meaning": (
        "The agreed limit held against whole numbers. Also: cannot tell, with the reason; not due yet; not assessed - safety "
        "first; no limit, where something is only shown."
    ),
    "report.word.strength": "evidence",
    "report.word.strength.meaning": (
        "A second answer, never mixed with the first. Clear: the 95 % interval leaves out “no change”, or for a share the "
        "agreed share. Tentative: it does not. Cannot tell: no verdict is given."
    ),
    "report.word.interval": "95 % interval",
    "report.word.interval.meaning": "The changes that would still fit these counts. Few incidents make it wide.",
    "report.setting.outbursts_down_by": "Outbursts down by",
    "report.setting.outbursts_nearly_from": "Outbursts nearly there from",
    "report.setting.incidents_down_by": "Incidents down by",
    "report.setting.repair_needed": "Repair steps taken up",
    "report.setting.repair_counted": "Repair steps counted",
    "report.setting.next_step_hours": "Next step taken up within hours",
    "report.setting.attendance_share": "Sessions attended",
    "report.setting.trial_weeks": "Trial weeks",
    "report.setting.supporters_needed": "Supporters needed",
    "report.setting.fewest_baseline": "Fewest incidents before the plan for a percentage",
    "report.setting.days_known_share": "Days recorded at least",
    "report.setting.week_complete_from": "Week fully recorded from days",
    "report.setting.hours_between_incidents": "Hours between incidents",
    "report.setting.agreed": "the plan",
    "report.setting.ours": "this program's; can be changed in the plan",
    "report.setting.of": "{k} of {n}",
}
