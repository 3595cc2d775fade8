"""Sentences that stand in a report and on its charts. What stands between ⟦ and ⟧ is printed strong."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # head and foot
    "report.title": "Progress review · {weeks}",
    "report.weeks.4": "four weeks",
    "report.weeks.8": "eight weeks",
    "report.weeks.12": "twelve weeks",
    "report.weeks.other": "{n:week|weeks}",
    "report.cover.dates": "review on {on} · plan of {start}",
    "report.cover.not-begun": "the plan has not begun",
    "report.footer": "Private. Contains names. {period} · {label}",
    "report.page": "Page",
    "report.page-of": "of",
    "report.notes": "Notes",
    "report.hide": "Hide this page",
    "report.hide-key": "or press Esc",
    "report.hide-note": "Hides this page; does not erase history.",
    "report.skip": "Skip to the report",
    "report.contents": "In this report",
    "report.numbers-behind": "The numbers behind this: {caption}",
    "report.scroll-chart": "Chart: {title}, can be scrolled sideways",
    "report.scroll": "{caption}, can be scrolled sideways",
    # safety box
    "report.safety.title": "First: safety",
    "report.safety.none": "No new worrying entries found in these records. ⟦This does not mean you are safe.⟧",
    "report.safety.start": "If you are afraid, or something here worries you, start with that.",
    "report.safety.open": "⟦{n:entry|entries} to talk about first.⟧ They come before every number here.",
    "report.safety.waiting": "Passages that may be about safety wait in review.xlsx. They are worth looking at first.",
    "report.safety.page": "They are listed on the safety page, before this one.",
    "report.safety.worse": "⟦{sentence}⟧",
    "report.safety.field": "Emergency number where you are, and a person to call:",
    # safety page
    "report.safety-page.title": "Talk about this first",
    "report.safety-page.first": (
        "These entries come before every number in this report. You do not have to go through them alone."
    ),
    "report.safety-page.know": "You know best what they mean. Calm times do not make them smaller.",
    "report.safety-page.event": "{on}: {what} ({where})",
    "report.safety-page.undated": "date not known: {what} ({where})",
    "report.safety-page.more": "{n} more; “patterns measure” lists all of them",
    "report.safety-page.doctor-title": "See a doctor, also when nothing can be seen",
    "report.safety-page.doctor": (
        "An entry notes hands on the neck or trouble breathing. Injuries inside the neck can show hours or days later and "
        "without any mark outside. Please have a doctor look at it, say what happened, and tell a trained advocate."
    ),
    "report.safety-page.doctor-may": (
        "An entry of yours may mention pressure on the neck. Injuries inside the neck can show hours or days later and "
        "without any mark outside. If it does, please have a doctor look at it, say what happened, and tell a trained advocate."
    ),
    "report.safety-page.steps-title": "What can help now",
    "report.safety-page.step-device": (
        "A safer device. This computer, its backups and its accounts may be seen by someone else. Use a phone or computer "
        "that the other person cannot reach, at a library or with a friend."
    ),
    "report.safety-page.step-advocate": (
        "A trained advocate. Advocates know how to plan for safety in your situation, and listening costs nothing. A "
        "doctor, a library or a local help line can name one."
    ),
    "report.safety-page.step-planning": (
        "Planning before changes. Leaving, limiting contact, changing passwords or access can raise danger. Plan such "
        "steps with an advocate before taking them."
    ),
    "report.safety-page.step-emergency": "In danger now: the emergency number where you are. Write it above while there is time.",
    "report.safety-page.write-title": "What you want to say first",
    "report.safety-page.write": "In your own words, or leave it empty",
    "report.safety-page.stays": (
        "This page stands first as long as these entries are open. The counts follow; the two limits about fewer incidents "
        "are not assessed until then."
    ),
    "report.summary.title": "The review",
    # how complete
    "report.complete.title": "How complete is this record?",
    "report.complete.days": (
        "⟦{known} of {days} days⟧ of this review are recorded, {before} of {before_days} before the plan."
    ),
    "report.complete.not-begun": "The plan has not begun. {before} of {before_days} days before it are recorded.",
    "report.complete.weeks": "{n:=Week|Weeks} {weeks} {n:=is|are} not fully recorded.",
    "report.complete.begun": "The last week has only {n:day|days} so far.",
    "report.complete.baseline": "Compared with {span}, the longest recorded stretch before the plan.",
    "report.complete.cannot-see": "Calls and talk in person are here only if you wrote them down.",
    # the four rows
    "report.measures.title": "What was agreed, and what was counted",
    "report.measures.table": "The four rows by week",
    "report.row.outbursts-four-weeks": "Outbursts",
    "report.row.incidents-eight-weeks": "Incidents",
    "report.row.repair-three-of-four": "Repair steps",
    "report.row.attendance": "Sessions",
    "report.row.statements": "Accountability",
    "report.agreed.statements": "Statements that meet your criteria. No limit was agreed.",
    "report.row.next-step": "Agreed next step: {step}",
    "report.strength": "evidence: {word}",
    "report.can-miss": "can miss {n} more",
    "report.can-miss-none": "can miss none",
    "report.halving.whole": "⟦{before}⟧ in the four weeks before the plan, ⟦{after}⟧ in the last four.",
    "report.halving.part": (
        "⟦{before}⟧ before the plan ({before_days:day|days} recorded), ⟦{after}⟧ in the last four weeks "
        "({after_days:day|days} recorded)."
    ),
    "report.halving.not-before": (
        "No day before the plan is recorded, so that time cannot be told. ⟦{after}⟧ in the last four weeks "
        "({after_days:day|days} recorded)."
    ),
    "report.halving.not-after": (
        "⟦{before}⟧ before the plan ({before_days:day|days} recorded). No day of the last four weeks is recorded, so that "
        "time cannot be told."
    ),
    "report.halving.neither": "Cannot be told: no day is recorded, neither before the plan nor in the last four weeks.",
    "report.halving.rates": "A week: {before}, then {after}.",
    "report.halving.beside": "All eight weeks: {n}.",
    "report.halving.contact": "Per 10 days with contact: {before}, then {after}.",
    "report.repair.me": "You offered a step in ⟦{n:conflict|conflicts}⟧.",
    "report.repair.other": "The other person offered a step in ⟦{n:conflict|conflicts}⟧.",
    "report.repair.either": "One of you offered a step in ⟦{n:conflict|conflicts}⟧.",
    "report.repair.taken": "⟦{k}⟧ taken up within {hours} hours.",
    "report.repair.late": "{n} later.",
    "report.repair.not": "{n} not taken up.",
    "report.repair.pending": "{n} still open.",
    "report.repair.last": "Of the last {of}: {n}.",
    "report.repair.too-few": "The limit needs at least {of} conflicts.",
    "report.sessions.attended": "⟦{k} of {n}⟧ attended.",
    "report.sessions.cancelled": "{n} cancelled by the therapist, not counted.",
    "report.sessions.unrecorded": "{n} not recorded.",
    "report.sessions.needed": "Needed: {needed} of {of}.",
    "report.sessions.remaining-all": "That is all {n} that remain.",
    "report.sessions.remaining-some": "{missing} more, of {n} that remain.",
    "report.statements.counts": "⟦{k}⟧ of {n:rated statement|rated statements} met your criteria.",
    "report.statements.weeks": "{n:=Week|Weeks} {weeks}.",
    "report.statements.borne-out": "Borne out so far: {borne_out}; not: {not_borne_out}; open: {open}.",
    "report.statements.pending": "{n} not fully rated yet.",
    # lower part of page 1
    "report.limits.title": "Limits and consequences",
    "report.limits.named": "{id} “{words}”",
    "report.limits.reached": (
        "{name}: crossed {dates}, ⟦{n} times in {days:day|days}⟧. Only {channels} from {first:short} to {last}."
    ),
    "report.limits.applied": "Noted as applied on {on:short}.",
    "report.limits.not-applied": "Not noted as applied.",
    "report.limits.more": "{n} more in this review: see Limits and consequences.",
    "report.limits.none-now": "No limit of times was reached in this window.",
    "report.limits.waiting": "{boundary}: due on {on}, not noted as applied.",
    "report.did.title": "What you did",
    "report.did.times": "{what} ({n} times)",
    "report.did.more": "and {n} more things you noted",
    "report.did.records": "wrote things down within a day, {soon} of {n} times",
    "report.did.supporters": "{n:person you trust knows|people you trust know} the plan",
    "report.did.protections": "in place: {items}",
    "report.did.nothing": "Nothing noted in this window. Keeping this record is something, too.",
    "report.today.title": "For today",
    "report.today.lines": "What you want to talk about, first",
    # questions for today
    "report.ask.safety": "What needs to be safe before anything else is talked about? What is the next step, and who helps with it?",
    "report.ask.match": "Does this match your experience? What is missing?",
    "report.ask.four.met": "The four-week limit is met; agreed for this: {step}. Keep this approach, or go to firmer measures?",
    "report.ask.four.not-met": (
        "The four-week limit is not met; agreed for this: {step}. Keep this approach or go to firmer measures, and is that "
        "safe now?"
    ),
    "report.ask.four.on-the-line": "The four-week limit is on the line. Keep this approach, or go to firmer measures?",
    "report.ask.four.cannot-tell": (
        "The counts cannot tell. From what you live through: keep this approach, or go to firmer measures?"
    ),
    "report.ask.four.not-due-yet": "Four weeks are not over yet. Is there a reason not to wait with keeping or firmer measures?",
    "report.ask.four.not-assessed-safety-first": "Keep this approach or go to firmer measures, once safety has been talked through?",
    "report.ask.eight.met": "The limit for incidents is met. Which boundary, if any, do you want to change?",
    "report.ask.eight.not-met": "The limit for incidents is not met. Which boundary changes, and is that safe now?",
    "report.ask.eight.on-the-line": "The limit for incidents is on the line. Which boundary changes, or what would settle it?",
    "report.ask.eight.cannot-tell": "The counts cannot tell. From what you live through: which boundary changes?",
    "report.ask.eight.not-due-yet": "Eight weeks are not over yet. Is there a boundary that should not wait?",
    "report.ask.eight.not-assessed-safety-first": "Which boundary changes, once safety has been talked through?",
    "report.ask.consequence": "A consequence was due on {on} and is not noted as applied. What made it hard, or was waiting safer?",
    "report.ask.record": "What would make it easier to keep the record, and is it safe to keep it?",
    "report.ask.repair": "Fewer repair steps were taken up than agreed. Do you want to go on offering them?",
    "report.ask.attendance": "The agreed number of sessions is out of reach. What follows from that for your plan?",
    "report.ask.attendance-left": "No further session can be missed. What follows for your plan if one is?",
    "report.ask.statements": "{n:statement is|statements are} not fully rated. Shall we look at {n:=it|them} together?",
    "report.ask.supporters": "Who else could know about the plan?",
    "report.ask.protection": "Which protection would help most this month?",
    "report.ask.share": "Who keeps which paper, and is it safe to take it home?",
    # sources and gaps
    "report.sources.title": "Sources and gaps",
    "report.sources.lead": "In these records, as entered by one person. What is not written down is not counted, and not taken as quiet.",
    "report.exports.title": "Messages",
    "report.exports.none": "No messages in this case. Contact is known only from the log.",
    "report.exports.counts": "Every export that was read, and every record in it",
    "report.exports.reading": "How times and dates were read, and what to know about each export",
    "report.exports.because": "{value}: {why}",
    "report.exports.kind": "{n} {kind}",
    "report.exports.elsewhere": "{n} also in another export, counted once",
    "report.exports.untold": "{n:more note|more notes}: patterns import shows {n:=it|them}.",
    "report.log.title": "Your log",
    "report.log.caption": "Rows of the log before the review date",
    "report.log.by": "The log was written by the person who keeps this record.",
    "report.log.decided": "{n:decision|decisions} on proposed passages {n:=was|were} made by hand.",
    "report.log.signed": "Signed: {names}.",
    "report.log.decided-by": "{n} by {who}",
    "report.sheet.incidents": "Incidents",
    "report.sheet.conflicts": "Conflicts",
    "report.sheet.next_steps": "Next steps",
    "report.sheet.sessions": "Sessions",
    "report.sheet.statements": "Statements",
    "report.sheet.days": "Days",
    "report.gaps.title": "Days and entries with gaps",
    "report.gaps.window": "{n:day of the window is|days of the window are} not recorded: {days}. No entry does not mean that nothing happened.",
    "report.gaps.window-none": "Every day of the window is recorded.",
    "report.gaps.before": "{n:day before the plan is|days before the plan are} not recorded: {days}.",
    "report.gaps.before-none": "Every day of the four weeks before the plan is recorded.",
    "report.gaps.by-entry": (
        "{n:day|days} {which} {n:=is|are} known only through an entry. Such days make the number look higher than a fully "
        "kept record would."
    ),
    "report.gaps.which-window": "of the window",
    "report.gaps.which-before": "before the plan",
    "report.gaps.more": "{n} more stretches",
    "report.gaps.undated": "{n:entry has|entries have} no date and {n:=is|are} not counted (Incidents {n:=row|rows} {rows}).",
    "report.gaps.alike": "{n:pair of entries looks|pairs of entries look} alike. Both entries count until you decide; counts show their range.",
    "report.gaps.questions": "{n:question is|questions are} still open; “patterns check” lists {n:=it|them} with the place.",
    "report.gaps.log-alone": "From {log} to {messages}, the first message ({n:day|days}), there is the log alone.",
    "report.gaps.media": "{n:picture, sound or other file lies|pictures, sounds or other files lie} beside the exports; none was opened.",
    "report.unseen.title": "What these records cannot see",
    "report.unseen.calls": "Calls, beyond that there was one.",
    "report.unseen.talk": "Talk and acts in person, unless you wrote them down.",
    "report.unseen.deleted": "Deleted and disappearing messages, and what came before an export begins.",
    "report.unseen.apps": "Other apps, accounts and phones than those listed above.",
    "report.unseen.tone": "Tone, looks, silence, and what a message meant between you.",
    "report.unseen.one-side": "The other person's view. Numbers here do not say who a person is.",
    # limits
    "report.boundaries.title": "Limits and consequences",
    "report.boundaries.lead": "The boundaries as you wrote them, and what followed. A consequence not applied is a question, never a failing.",
    "report.boundaries.caption": "Boundaries of the plan",
    "report.boundaries.none": "No boundary is written down.",
    "report.boundaries.not-shared": "not shared",
    "report.boundaries.not-shared-because": "not shared: {why}",
    "report.yes": "yes",
    "report.no": "no",
    # the session
    "report.agenda.title": "One session, fifty minutes",
    "report.agenda.lead": "A suggestion, to be changed freely. A stop signal agreed at the start holds at any time.",
    "report.agenda.caption": "An order for the session",
    "report.agenda.arrive": "Arrive. Is today all right for this? Agree on a stop signal.",
    "report.agenda.safety": "The safety box. How safe does it feel, from 0 to 10? Ways out and supporters.",
    "report.agenda.page": "Page 1 together. Does this match your experience? Mark what the record misses.",
    "report.agenda.topic": "One limit or one episode: before, what happened, after, what you did.",
    "report.agenda.support": "Protections and support for this month.",
    "report.agenda.close": "Closing. Who keeps which paper?",
    "report.agenda.decided": "What was decided",
    "report.agenda.until": "Until next time",
    # entries
    "report.entries.title": "Entries",
    "report.entries.lead": "What was counted, without its words. The place leads to the row of your log.",
    "report.entries.caption": "Entries from four weeks before the plan to the end of the window",
    "report.entries.none": "No entry in this time.",
    "report.entries.full-title": "Entries in full",
    "report.entries.content-note": "What follows quotes hurtful messages. You can skip it.",
    "report.entries.full-caption": "Entries as you wrote them",
    # while it is made
    "report.stage.start": "Starting",
    "report.stage.notebook": "Reading, measuring and drawing: {weeks:week|weeks}",
    "report.stage.files": "Writing the pages",
}
