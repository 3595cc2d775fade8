"""Sentences about rules: what was agreed, what was counted, what that means."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "no-limit.agreed": "No limit was agreed; this is only shown.",
    # halving
    "outbursts.agreed": "Outbursts down by at least {share:%} over four weeks, nearly there from {nearly:%}.",
    "incidents.agreed": "Abusive incidents down by at least {share:%} within eight weeks.",
    "change.less": "{share:%} fewer for each day recorded",
    "change.more": "{share:%} more for each day recorded",
    "change.none": "no change for each day recorded",
    "halving.counts": (
        "{before:{noun}|{noun}s} in {before_days:recorded day|recorded days} before the plan, "
        "{after} in {after_days:recorded day|recorded days} of the last four weeks: {change}."
    ),
    "halving.exactly": "This is exactly on the limit, which counts as met.",
    "halving.beside": "All eight weeks together: {count:{noun}|{noun}s} in {known:recorded day|recorded days}.",
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
    "halving.no contact": (
        "Cannot be told: no contact in this period. {before:{noun}|{noun}s} before the plan, {after} now; a rate "
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
    "boundaries.other-channels": (
        "Meanwhile on other channels: {other:message|messages} from the other person, {me} from you."
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
    "safety.passage": "a passage that may be {code}, not looked at yet",
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
}
