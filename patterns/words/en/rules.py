"""Sentences about rules: what was agreed, what was counted, what that means."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "no-limit.agreed": "No limit was agreed; this is only shown.",
    "noun.incident": "incident|incidents",
    "noun.outburst": "outburst|outbursts",
    # halving
    "outbursts.agreed": "Outbursts down by at least {share:%} over four weeks, nearly there from {nearly:%}.",
    "incidents.agreed": "Abusive incidents down by at least {share:%} within eight weeks.",
    "change.less": "{share:%} fewer for each day recorded",
    "change.more": "{share:%} more for each day recorded",
    "change.none": "no change for each day recorded",
    "halving.counts": (
        "{before:{noun}} in {before_days:recorded day|recorded days} before the plan, "
        "{after} in {after_days:recorded day|recorded days} of the last four weeks: {change}."
    ),
    "halving.exactly": "This is exactly on the limit, which counts as met.",
    "halving.beside": "All eight weeks together: {count:{noun}} in {known:recorded day|recorded days}.",
    "halving.readings-differ": "The last four weeks and all eight weeks read differently, so this is on the line.",
    "halving.contact": "For every 10 days with contact: {before} before the plan, {after} now.",
    "halving.halves": "Within these four weeks: {first} in the first two, {last} in the last two.",
    "halving.missing": "{n:day of the window is|days of the window are} not recorded: {turns}.",
    "halving.turn": "with {n} or more on them this would read {verdict}",
    "halving.safety-first": (
        "Not assessed: something about safety is open and comes first. The counts stand on a later page."
    ),
    "halving.not-due": "Not due yet: {passed} of {due} days have passed since the start.",
    "halving.no baseline": (
        "Cannot be told: too few days before the plan are recorded to compare with. Noted in the last four weeks: "
        "{after} in {after_days:recorded day|recorded days}."
    ),
    "halving.none in the baseline": (
        "Cannot be told: {after} now, none noted before. Half of none has no meaning, so there is no percentage."
    ),
    "halving.none in either": "Cannot be told: none noted in either period. Half of none has no meaning.",
    "halving.too few baseline incidents": (
        "Cannot be told: {before} before the plan, {after} in the last four weeks. Fewer than {fewest} before the plan "
        "are too few for a percentage."
    ),
    "halving.not enough days known": (
        "Cannot be told: not enough days are recorded ({gaps}). A day without an entry is not counted as a quiet day. "
        "Noted: {before} in {before_days:recorded day|recorded days} before the plan, {after} in "
        "{after_days:recorded day|recorded days} of the last four weeks."
    ),
    "halving.gap": "{known} of {days} days in {name}",
    "halving.gap.baseline": "the baseline",
    "halving.gap.window": "the last four weeks",
    "halving.gap.whole": "all eight weeks",
    "halving.no contact": (
        "Cannot be told: no contact in this period. {before:{noun}} before the plan, {after} now; a rate "
        "without contact says nothing about behaviour."
    ),
    "halving.range": (
        "Cannot be told yet: between {low} and {high} in the last four weeks, depending on what is still undecided; "
        "the verdict would change within that range. {todo}"
    ),
    "halving.review-passages": "Review {n:passage|passages} first.",
    "halving.decide-duplicates": "Decide first whether the entries that look alike are the same event.",
    # how sure
    "evidence.at-least-halved": "strong: at least halved",
    "evidence.clear-fall": "clear fall; whether it halved is not settled",
    "evidence.weak-fall": "weak sign of a fall",
    "evidence.cannot-tell": "cannot tell",
    "evidence.weak-rise": "weak sign of a rise",
    "evidence.clear-rise": "clear rise",
    "evidence.either-side": "the true change may lie on either side of one half",
    "evidence.clumped": "weeks are clumpy; the range understates the uncertainty",
    # what was counted
    "evidence.baseline": "Before the plan, {span}",
    "evidence.window": "Last four weeks, {span}",
    "evidence.incidents": "Incidents in the window",
    "evidence.conflicts": "Conflicts in the window",
    "evidence.next-steps": "Next steps offered in the window",
    "evidence.sessions": "Sessions of the latest trial",
    "evidence.statements": "Statements in the window",
    "evidence.crossings": "Crossings after the boundary was shared",
    "evidence.safety": "Open safety events",
    "evidence.consequences": "Consequences that came due",
    "evidence.entries": "Entries in the window",
    "evidence.flagged": "Entries with these codes",
    "evidence.checklist": "Steps ticked",
    "consequences.row": "{first} to {last}",
    "evidence.supporters": "Supporters told",
    "evidence.own-care": "Days with a note",
    # incidents by week
    "incidents-weekly.counts": (
        "{n:incident|incidents} ({acts:act|acts}) in {known} of {days} days that are recorded."
    ),
    # repair
    "repair.agreed": "Repair steps taken up within {hours} hours in at least {needed} of {of} conflicts.",
    "repair.counts": "A step was taken up within {hours} hours in {k} of {n} conflicts; in {last} of the last {of}.",
    "repair.too few conflicts": "Cannot be told: {k} of {n} taken up; the limit needs at least {of} conflicts.",
    "repair.no conflicts": "Cannot be told: no conflicts recorded.",
    "repair.also.late": "{n} later than that.",
    "repair.also.pending": "{n} still pending.",
    "repair.also.left_out": "{n} left out: a yes without its time.",
    "repair.also.without_offer": "{n:conflict|conflicts} without any step offered.",
    "repairs-weekly.counts": (
        "Since the plan began you offered a step in {mine:conflict|conflicts}, {mine_taken} taken up in time; "
        "the other person offered one in {theirs:conflict|conflicts}, {theirs_taken} taken up in time."
    ),
    # next steps
    "next-step.agreed": "An offered next step is accepted within {hours} hours.",
    "next-step.none": "No next step was offered in this window.",
    "next-step.counts": (
        "{k} of {n} taken up within {hours} hours; {late} later, {refused} refused, {unanswered} without an answer. "
        "Done so far: {done}."
    ),
    "next-step.also.pending": "{n} still pending.",
    "next-step.also.to_the_day": "{n} counted to the day, because a clock time is missing.",
    "next-step.also.left_out": "{n} left out: a yes without its time.",
    # attendance
    "attendance.agreed": "At least {share} of the sessions of the trial attended.",
    "attendance.nothing recorded": "Cannot be told: no start of a trial is recorded.",
    "attendance.counts": "{k} of {n} attended.",
    "attendance.cancelled": "{n} cancelled by the therapist.",
    "attendance.unrecorded": "{n:session is|sessions are} not recorded.",
    "attendance.unrecorded-week": "trial week {n}: no row",
    "attendance.needed": "Needed: {needed} of {countable}.",
    "attendance.all-remaining": "Reachable only if all {n} remaining are attended.",
    "attendance.can-miss": "Can miss {n} more.",
    "attendance.how-known": "How this is known: {known}.",
    # statements
    "statements.agreed": (
        "Shown without a limit: statements that name the act, make no excuse, do not blame you, and say what it did or "
        "what will change."
    ),
    "statements.none": "No statement is recorded in this window.",
    "statements.counts": "{k} of {n} rated statements met your criteria.",
    "statements.weeks": "In {n:=week|weeks} {weeks}.",
    "statements.borne-out": "Borne out so far: {borne_out}; not borne out: {not_borne_out}; still open: {open}.",
    "statements.pending": "{n} not fully rated yet.",
    "statements.meets": "meets your criteria",
    "statements.does-not": "does not meet all criteria",
    "statements.not-rated": "not fully rated",
    # boundaries
    "boundaries.agreed": "A shared boundary crossed three times within 30 days: e-mail only for the next 30 days.",
    "boundaries.nothing-shared": "No boundary is noted as shared.",
    "boundaries.not-crossed": "No crossing of a shared boundary is noted.",
    "boundaries.crossed": "{n:crossing|crossings} of shared boundaries noted; no limit of times was reached.",
    "boundaries.triggered": (
        "{boundary} was crossed on {dates}: {n} times within {within} days, reached on {on}. "
        "Only {channels} from {first} to {last}."
    ),
    "boundaries.calendar-differs": "Counted by calendar month it would not have been reached; the rolling days decide.",
    "boundaries.calendar-only": (
        "{boundary}: counted by calendar month the number was reached in {month}; the rolling days decide, and they "
        "were not."
    ),
    "boundaries.other-channels": "Meanwhile on other channels{where}: {counted}.",
    "boundaries.other-channels-unknown": (
        "Messages on other channels meanwhile cannot be told: no export covers these days."
    ),
    "consequences.agreed": "Consequences are applied as agreed, limits shared once, copies kept.",
    "consequences.none": "No agreed consequence came due.",
    "consequences.counts": "{due:consequence|consequences} came due, {applied} noted as applied.",
    "consequences.open": (
        "{boundary}: the consequence was due on {on} and is not noted as applied. "
        "What made it hard, or was waiting safer?"
    ),
    # safety
    "safety.agreed": "Threats, stalking, violence, coercion or fear: immediate help before anything else.",
    "safety.none": "No new worrying entries found in these records. This does not mean you are safe.",
    "safety.open": "{n:entry|entries} to talk about first: {found}.",
    "safety.event": "{what} on {on}",
    "safety.afraid": "a day you marked as afraid",
    "safety.entry": "an entry that may tell of {code}, without that code",
    "safety.passage": "a passage that may be {code}, not looked at yet",
    # what nobody has looked at
    "waiting.none-proposed": "No passage in messages is proposed; what is written in the log is counted.",
    "waiting.counts": (
        "Passages that may be incidents, not looked at yet: {clear} clear, {fainter} fainter in the last "
        "{weeks:week|weeks}{safety}."
    ),
    "waiting.safety": "; {n} of these may be about safety",
    # protections
    "supporters.agreed": "{n:trusted supporter knows|trusted supporters know} the plan.",
    "supporters.none": "Cannot be told: no supporter is noted.",
    "supporters.counts": "{k} of {n:supporter|supporters} told the plan.",
    "supporters.quiet": "{n} not spoken to for more than 90 days.",
    "dated-records.none": "No entry in this window.",
    "dated-records.counts": (
        "{n:entry|entries}, {said} with the day of writing: {within_1_day} within a day, {within_7_days} within seven "
        "days, {later} later."
    ),
    "own-care.none": "Nothing noted in this window.",
    "own-care.counts": "On {n:day|days} you noted something you did for yourself.",
    # worse
    "trend.agreed": (
        "If safety trends downward, the plan's rule is less contact. Limiting contact can itself raise danger: plan it with "
        "an advocate or the therapist. Is it safe to do now?"
    ),
    "trend.worse": (
        "Getting worse in these records: {found}. The plan's own rule for this sign is less contact; limiting contact can "
        "itself raise danger, so plan it with an advocate or the therapist. Is it safe to do now?"
    ),
    "trend.none": "No new worsening found in these records. This does not mean you are safe.",
    "trend.unclear": "Cannot be told: {parts}.",
    "evidence.trend": "Signs of worsening",
    # contact
    "contact.both": "{theirs:message|messages} from the other person, {mine} from you",
    "contact.theirs": "{theirs:message|messages} from the other person",
    "contact.covered": " in the days that an export covers ({days})",
    "contact.until": "until {on}",
    "contact.more-stretches": "{n:more stretch|more stretches}",
    "contact.unseen": (
        "Whether there was contact after no contact cannot be told for {days}: no export covers {n:=this day|these days}."
    ),
    "evidence.contact-limits": "Limits on contact",
    "contact-level.none": "No level of contact is noted.",
    "contact-level.no-messages": "{n:level|levels} of contact noted; no messages in this case to hold against them.",
    "contact-level.counts": "{n:level|levels} of contact noted; outside of them{where} {counted}.",
    "contact-level.unknown": (
        "{n:level|levels} of contact noted; messages outside of them cannot be told: no export covers these days."
    ),
    "channel-limits.none": "No days, hours or daily number are noted.",
    "channel-limits.counts": "{n:limit|limits} with days, hours or a number; in the exports {theirs:arrival|arrivals} outside of them{where}.",
    "channel-limits.unknown": (
        "{n:limit|limits} with days, hours or a number; arrivals outside of them cannot be told: no export covers these "
        "days."
    ),
    "exit-plan.agreed": "The exit plan is looked at before every visit.",
    "exit-plan.none": "No visit is noted in this window.",
    "exit-plan.counts": "The exit plan was looked at before {k} of {n:visit|visits}.",
    "script-use.none": "No scripts are noted.",
    "script-use.counts": "You used one of your scripts in {n:message|messages}.",
    "evidence.scripts": "Messages that hold a script",
    # the compassion approach
    "refuse.agreed": "Any one of these closes the compassion approach.",
    "refuse.none": "Nothing that was agreed to close the approach is noted in this window.",
    "refuse.holds": "{n:reason|reasons} noted against it: {found}.",
    "signs.none": "No sign is marked.",
    "signs.counts": "{n:next step|next steps} with a sign marked; in {k} of the last {of} conflicts the other person offered a step in time.",
    "evidence.signs": "Signs you marked",
    "gate.agreed": "Only while nothing speaks against it, with a sign marked, and while you feel safe enough.",
    "gate.closed-by": "The agreed conditions do not hold: {found}.",
    "gate.no-step": "The agreed conditions do not hold: no next step with a sign is noted.",
    "gate.open": "The agreed conditions hold: {signs:sign|signs} marked, and {rated}. Whether to go on is yours to decide.",
    "gate.closed": "The agreed conditions do not hold: {signs:sign|signs} marked, and {rated}.",
    "gate.rated": "you ticked that you feel safe enough",
    "gate.not-rated": "no tick that you feel safe enough",
    "expiry.agreed": "The compassion approach is limited to 28 days and then reviewed.",
    "expiry.none": "No start of the compassion approach is noted.",
    "expiry.not-due": "The review of the compassion approach is due on {due}.",
    "expiry.held": "The review due on {due} was held.",
    "expiry.open": "The review of the compassion approach was due on {due}. It does not go on in silence.",
    "checklist.agreed": (
        "Document, restrict access (is it safe to do now?), involve a support person or advocate; authorities: your decision."
    ),
    "checklist.open": "{k} of {n} steps ticked. Authorities: your decision.",
    "checklist.not-needed": "Not opened: nothing in the record asks for it.",
    # therapy
    "homework.agreed": "Concrete homework every week.",
    "homework.none": "Cannot be told: no session is noted in this window.",
    "homework.counts": (
        "Homework was named in {k} of {n:week|weeks}: {done} done, {partly} partly, {not_done} not done, "
        "{unknown} unknown."
    ),
    "homework.vague": "{n:entry is|entries are} hard to check: what would be seen or heard?",
    "evidence.homework": "Sessions with homework",
    "treatment.none": "No therapy is noted.",
    "treatment.not-cure": "Twelve weeks can show attendance and behaviour, not a cure.",
    "treatment.one": "{therapy}: {steps}.",
    "treatment.unnamed": "a therapy",
    "treatment.offered": "offered on {on}",
    "treatment.accepted": "accepted on {on}",
    "treatment.started": "started on {on}",
    "treatment.stopped": "stopped on {on}",
    "evidence.treatment": "Therapies",
    "couples.agreed": "Only where both acknowledge and commit; not advised while there is abuse or fear.",
    "couples.guarded": "Work as a couple is not advised while there is abuse or fear ({n:entry|entries} with a safety code).",
    "couples.open": "Both acknowledge and commit, as noted. Not advised while there is abuse or fear.",
    "couples.not-both": "It is not noted that both acknowledge and commit. Not advised while there is abuse or fear.",
    "evidence.safety-ever": "Entries with a safety code, at any time",
    # what returns
    "pattern-note.none": "No code stands in three of the last {of:complete week|complete weeks}.",
    "pattern-note.codes": "In at least three of the last {of:complete week|complete weeks}: {codes}. Worth talking over with a professional.",
    "red-flags.none": "None of these behaviours is noted since the plan began.",
    "red-flags.counts": "Noted since the plan began: {noted}.",
    "red-flags.sequences": "{n:time|times} a burst of affection was followed within 14 days by the opposite.",
    "evidence.sequences": "Affection, then the opposite",
    # reviews
    "reassess.agreed": "A missed target asks to look at the boundaries again.",
    "reassess.missed": "Not met: {found}. For the agenda: which boundary changes, and from when?",
    "reassess.none": "No target among incidents, repair steps and sessions reads not met.",
    "reassess.incidents-eight-weeks": "incidents",
    "reassess.repair-three-of-four": "repair steps",
    "reassess.attendance": "sessions",
    "rhythm.agreed": "Reviews after four and eight weeks, and so on, with a therapist or advocate.",
    "rhythm.not-due": "The first review is due on {on}.",
    "rhythm.counts": "{k} of {n:review|reviews} due were held; the next is due on {next}.",
    "evidence.reviews": "Reviews held",
    # pauses, replies
    "pause.none": "No pause is noted in this window.",
    "pause.counts": (
        "{n:pause|pauses} announced; you came back from {back}. Meanwhile {messages:message|messages} from the other "
        "person. Not coming back is valid."
    ),
    "evidence.pauses": "Pauses",
    "reply.agreed": "At most two sentences of validation, one boundary, one next step.",
    "reply.how": "Check a draft with patterns reply; nothing is stored or sent.",
    "reply.shape": "{sentences:sentence|sentences}: {validation} of validation, {boundaries:boundary|boundaries}, {steps:next step|next steps}.",
    "reply.fits": "It has the agreed shape.",
    "reply.hint.empty": "There is no sentence in it.",
    "reply.hint.validation": "{n} sentences of validation; two are enough.",
    "reply.hint.boundary": "{n:boundary was|boundaries were} recognised; the agreed shape has one.",
    "reply.hint.step": "{n:next step was|next steps were} recognised; the agreed shape has one.",
    # flags
    "flag.fragile": "A few entries on days not recorded would turn this.",
    "flag.contact_explains": "There was less contact; that alone may explain the lower number.",
    "flag.depends on days not recorded": "Depends on days not recorded: taken as quiet, this would read differently.",
    "flag.mostly under restricted contact": "Measured mostly while contact was restricted.",
    "flag.exactly on the limit": "Exactly on the limit, which counts as met.",
}
