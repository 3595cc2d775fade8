"""Every sheet of the log, declared once: template, reader, checks, drop-downs and the README's table follow from it."""

from __future__ import annotations

from datetime import date, datetime, time

from patterns.log import lists
from patterns.log.declare import (
    CHOICE,
    CHOICES,
    CODES,
    DATE,
    HOURS,
    ID,
    MOMENT,
    NUMBER,
    PAUSE,
    SUGGESTED,
    TEXT,
    TEXTS,
    TIME,
    WEEKDAYS,
    WHOLE,
    YES_NO,
    ZONE,
    Column,
    Sheet,
)


def _at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime.combine(date(year, month, day), time(hour, minute))


def _adopted_from() -> Column:
    return Column("Adopted from", TEXT, "The row of an older log that this one was taken from", adopted=True, width=30)


def _rating(header: str, meaning: str) -> Column:
    return Column(header, YES_NO, meaning, asked="rating", width=11)


PEOPLE = Sheet(
    "People",
    "people",
    "Who appears in messages and entries. No addresses, no hiding places, no workplaces or schools.",
    (
        Column("Role", CHOICE, "me for yourself, other for the other person", lists.ROLES, required=True),
        Column("Name", TEXT, "The name used in this log"),
        Column("Known as", TEXTS, "Every spelling, number, handle or e-mail found in messages; ; between", width=34),
        Column("Shown as", TEXT, "What a shared file shows in place of the name", width=16),
        Column("Told the plan on", DATE, "The day on which you told this person your plan"),
        Column("Last contact", DATE, "When you last spoke or wrote"),
    ),
    {
        "Role": "supporter", "Name": "Example: Robin", "Known as": "Robin; robin.b", "Shown as": "Supporter 1",
        "Told the plan on": date(2001, 1, 3), "Last contact": date(2001, 1, 20),
    },
)  # fmt: skip

BOUNDARIES = Sheet(
    "Boundaries",
    "boundaries",
    "One row per limit. Before you tell somebody: is it safe to? When it changes, fill in In force until and add a row "
    "with the same Id.",
    (
        Column("Id", ID, "A short name such as B1; entries refer to it", required=True, width=8),
        Column("Not accepted", TEXT, "The behaviour you do not accept, in one sentence", width=34),
        Column("Codes", CODES, "Codes of the acts that this limit is about"),
        Column("Core", YES_NO, "yes if this limit matters most to you", width=8),
        Column("What I will do", TEXT, "Your own next step when it is crossed", width=34),
        Column("Shared on", DATE, "The day you told the other person; empty if you did not"),
        Column("How shared", TEXT, "For example by e-mail, or in a joint session"),
        Column("Copy kept", YES_NO, "yes if you have a copy of what you said", width=8),
        Column("Not shared because", TEXT, "If telling was not safe, say so here; that is a valid state", width=24),
        Column("Times", WHOLE, "How often within the days below; empty means 3", least=1, most=100, width=8),
        Column("Within days", WHOLE, "Length of the period in days; empty means 30", least=1, most=3650, width=8),
        Column("Lasts days", WHOLE, "How long the next step lasts; empty means 30", least=1, most=3650, width=8),
        Column("Channels left open", TEXTS, "Ways of contact that stay; empty means email", width=16),
        Column("In force until", DATE, "Last day of this version; empty while it applies", not_before="shared_on"),
    ),
    {
        "Id": "B0", "Not accepted": "Example: being called names", "Codes": "insult", "Core": "yes",
        "What I will do": "Example: I end the call and answer by e-mail only for 30 days",
        "Shared on": date(2001, 1, 2), "How shared": "by e-mail", "Copy kept": "yes", "Times": 3, "Within days": 30,
        "Lasts days": 30, "Channels left open": "email",
    },
)  # fmt: skip

INCIDENTS = Sheet(
    "Incidents",
    "incidents",
    "One row per thing that happened. A date and one line of facts are enough; everything else can stay empty.",
    (
        Column(
            "Date", DATE, "The day it happened", required=True,
            remedy="Write it like 2026-03-03, or leave the date empty and keep the words in When in words.",
        ),
        Column("Time", TIME, "When, if you know it", lists.PARTS_OF_DAY, width=11),
        Column("When in words", TEXT, "If you do not know the date: last spring, after the party", width=16),
        Column("Channel", CHOICE, "How it reached you", lists.CHANNELS),
        Column("Codes", CODES, "What was done; empty counts as other abusive", asked="code", width=18),
        Column("Outburst", YES_NO, "Empty means: as the code says", width=10),
        Column("What happened", TEXT, "Facts: what could be seen and heard", width=44),
        Column("Exact words", TEXT, "Words you remember exactly", width=32),
        Column("Who was present", TEXT, "Who else saw or heard it"),
        Column("Where", TEXT, "The kind of place (kitchen, car); no address"),
        Column("My response", TEXT, "What you did", width=24),
        Column("Effect on me", TEXT, "Kept apart from the facts", width=24),
        Column("Boundary", TEXT, "Id of the limit it crossed, from Boundaries; several with ; between", width=11),
        Column("Consequence applied on", DATE, "The day you took the step you had announced", not_before="date"),
        Column(
            "Talked through on", DATE, "The day you talked it through with a therapist or advocate", not_before="date",
        ),
        Column("Written on", DATE, "The day you wrote this row", not_before="date"),
        Column("Source", CHOICES, "What you wrote it from", lists.RECORDED_FROM),
        Column("Message ids", TEXTS, "Ids of messages that show it, as the program prints them", width=16),
        Column("Same incident as", TEXT, "Id of another row that tells the same event, or own to keep this one apart"),
        Column("Id", ID, "Optional; needed only when another row refers to this one", width=8),
        Column("Reported to", TEXT, "If you told the police or an office: whom, and the number they gave it", width=24),
        _adopted_from(),
    ),
    {
        "Date": date(2001, 1, 5), "Time": time(22, 15), "Channel": "in person", "Codes": "insult; shouting",
        "What happened": "Example: shouted at me in the kitchen and called me names for about ten minutes",
        "Exact words": "Example: You never get anything right", "Who was present": "nobody", "Where": "kitchen",
        "My response": "left the room", "Effect on me": "could not sleep", "Boundary": "B0",
        "Written on": date(2001, 1, 6), "Source": "memory", "Id": "E0",
    },
)  # fmt: skip

CONFLICTS = Sheet(
    "Conflicts",
    "conflicts",
    "One row per disagreement and per step towards repair that was offered; the same Conflict id joins rows.",
    (
        Column("Date", DATE, "The day of the disagreement", required=True),
        Column("Time", TIME, "When, if you know it", lists.PARTS_OF_DAY, width=11),
        Column("Conflict", ID, "Your own id; rows with the same one are one conflict", width=10),
        Column("About", TEXT, "What it was about, in a few words", width=34),
        Column("Step offered by", CHOICE, "Who offered a step", lists.OFFERED_BY),
        Column("Step", CHOICE, "What was offered", lists.REPAIR_STEPS),
        Column("Offered at", MOMENT, "When it was offered; empty means the date and time above", width=18),
        Column("Answer", CHOICE, "Whether it was taken up", lists.ANSWERS, width=11),
        Column(
            "Answered at", MOMENT, "When the answer came", asked="answer time", after_yes=True, not_before="offered_at",
            width=18,
        ),
        Column("Done at", MOMENT, "When it was really done", not_before="offered_at", width=18),
    ),
    {
        "Date": date(2001, 1, 8), "Time": "evening", "Conflict": "C0", "About": "Example: plans for the weekend",
        "Step offered by": "me", "Step": "offer to talk", "Offered at": _at(2001, 1, 8, 21, 30), "Answer": "yes",
        "Answered at": _at(2001, 1, 9, 8, 10), "Done at": _at(2001, 1, 9, 19, 0),
    },
)  # fmt: skip

NEXT_STEPS = Sheet(
    "Next steps",
    "next_steps",
    "One row each time you offered one next step after a hard moment. Offering is your choice, every time.",
    (
        Column("Offered at", MOMENT, "When you offered it", required=True, width=18),
        Column("Step", CHOICE, "What you offered", lists.NEXT_STEPS),
        Column("Sign", CHOICES, "What you saw that spoke for offering it", lists.SIGNS, width=20),
        Column("I feel safe enough", YES_NO, "Your own sense at that moment", width=11),
        Column("Answer", CHOICE, "The other person's answer", lists.ANSWERS, width=11),
        Column(
            "Answered at", MOMENT, "When the answer came", asked="answer time", after_yes=True, not_before="offered_at",
            width=18,
        ),
        Column("Done at", MOMENT, "When it was really done", not_before="offered_at", width=18),
        Column("Planned pause", PAUSE, "For a time-out: minutes, or day for the rest of the day", width=11),
        Column(
            "Came back at", MOMENT, "When you came back; empty if you chose not to", not_before="offered_at", width=18,
        ),
        Column("Note", TEXT, "Anything else", width=34),
    ),
    {
        "Offered at": _at(2001, 1, 10, 18, 0), "Step": "phone call", "Sign": "request for help",
        "I feel safe enough": "yes", "Answer": "yes", "Answered at": _at(2001, 1, 11, 9, 0),
        "Done at": _at(2001, 1, 11, 19, 30), "Note": "Example: call with the counselling service",
    },
)  # fmt: skip

SESSIONS = Sheet(
    "Sessions",
    "sessions",
    "One row per therapy session that was due, held or not.",
    (
        Column("Date", DATE, "The day of the session", required=True),
        Column("Whose", CHOICE, "other for the other person's, me for your own", lists.WHOSE_SESSION, width=10),
        Column("Therapy", CHOICE, "Which therapy", lists.THERAPIES, width=16),
        Column("Status", CHOICE, "What became of it", lists.SESSION_STATUS, asked="session", width=22),
        Column("How known", CHOICE, "How you know it", lists.HOW_KNOWN, width=24),
        Column("Homework", TEXT, "What exactly was to be done until next time", width=40),
        Column("Homework status", CHOICE, "What became of it", lists.HOMEWORK_STATUS, width=12),
    ),
    {
        "Date": date(2001, 1, 9), "Whose": "other", "Therapy": "MBT", "Status": "attended",
        "How known": "told by the other person", "Homework": "Example: leave the room for 20 minutes before answering",
        "Homework status": "partly",
    },
)  # fmt: skip

STATEMENTS = Sheet(
    "Statements",
    "statements",
    "Statements in which the other person takes responsibility. You rate them, or you and your therapist together.",
    (
        Column("Date", DATE, "The day it was said or written", required=True),
        Column("Time", TIME, "When, if you know it", lists.PARTS_OF_DAY, width=11),
        Column("Channel", SUGGESTED, "How it reached you", lists.CHANNELS),
        Column("Words", TEXT, "What was said, as exactly as you can", width=44),
        _rating("Names the act", "It says what was done"),
        _rating("No excuse", "It holds no excuse"),
        _rating("No blame of me", "It does not say that you caused it"),
        _rating("Says what it did", "It says what this did to you"),
        _rating("Says what will change", "It says what will be different"),
        Column("Asks nothing in return", YES_NO, "It wants nothing back; shown, not required", width=15),
        Column("Rated by", TEXT, "Who rated it"),
        Column("Codes", CODES, "The acts it is about"),
        Column("Message id", TEXT, "Id of the message, if it was written"),
    ),
    {
        "Date": date(2001, 1, 12), "Channel": "text",
        "Words": "Example: I called you names on Friday. That was wrong, and I have booked a session about it.",
        "Names the act": "yes", "No excuse": "yes", "No blame of me": "yes", "Says what it did": "no",
        "Says what will change": "yes", "Asks nothing in return": "yes", "Rated by": "me", "Codes": "insult",
    },
)  # fmt: skip

DAYS = Sheet(
    "Days",
    "days",
    "Tick Record complete when everything that happened that day is in this log, also when nothing did.",
    (
        Column("Date", DATE, "Filled in for you", required=True, prefilled=True),
        Column("Record complete", YES_NO, "yes when all that happened this day is in this log", width=11),
        Column("Contact", YES_NO, "Any contact this day, either way", width=10),
        Column("Visit", YES_NO, "You met in person by arrangement", width=8),
        Column("Felt safety", NUMBER, "0 not safe at all, 10 as safe as can be", most=10, width=10),
        Column("Afraid", YES_NO, "You were afraid of the other person", width=9),
        Column("Did for myself", TEXT, "Anything you did for yourself", width=34),
        Column("Note", TEXT, "Anything else", width=40),
        _adopted_from(),
    ),
    {
        "Date": date(2001, 1, 5), "Record complete": "yes", "Contact": "yes", "Visit": "no", "Felt safety": 6,
        "Afraid": "no", "Did for myself": "Example: walked by the river", "Note": "Example: a calm evening",
    },
)  # fmt: skip

CONTACT_LIMITS = Sheet(
    "Contact limits",
    "contact_limits",
    "How much contact you have decided on, by channel and date (no channel: all). Before it gets less: is it safe to?",
    (
        Column("Channel", SUGGESTED, "Which way of contact; empty for all", lists.CHANNELS),
        Column("Level", CHOICE, "How much contact", lists.CONTACT_LEVELS, required=True),
        Column("Told on", DATE, "The day you told the other person; empty if you did not"),
        Column("From", DATE, "First day it applies"),
        Column("Until", DATE, "Last day it applies; empty while it does", not_before="from"),
        Column("Days allowed", WEEKDAYS, "Empty for all days", width=16),
        Column("Hours allowed", HOURS, "Empty for all hours", width=14),
        Column("Most a day", WHOLE, "Most messages or calls in one day", most=10_000, width=10),
    ),
    {
        "Channel": "call", "Level": "structured", "Told on": date(2001, 1, 2), "From": date(2001, 1, 3),
        "Until": date(2001, 1, 31), "Days allowed": "Mon-Fri", "Hours allowed": "08:00-20:00", "Most a day": 1,
    },
)  # fmt: skip

PROTECTIONS = Sheet(
    "Protections",
    "protections",
    "What is in place for you. Never write what the exit plan says or where anything is kept: only that it exists.",
    (
        Column("Item", CHOICE, "What kind of protection", lists.PROTECTIONS, required=True, width=20),
        Column("State", CHOICE, "Where it stands", lists.PROTECTION_STATES),
        Column("Since", DATE, "In place since"),
        Column("Last looked at", DATE, "When you last went through it"),
        Column("For visit on", DATE, "The visit it was looked at for"),
    ),
    {
        "Item": "exit plan", "State": "in place", "Since": date(2001, 1, 2), "Last looked at": date(2001, 1, 18),
        "For visit on": date(2001, 1, 20),
    },
)  # fmt: skip

SCRIPTS = Sheet(
    "Scripts",
    "scripts",
    "Short, firm sentences of your own, ready to use.",
    (
        Column("Id", ID, "A short name such as S1", required=True, width=8),
        Column("Words", TEXT, "The sentence, in your own words", width=60),
        Column("Kind", CHOICE, "What it is for", lists.SCRIPT_KINDS),
        Column("Planned pause minutes", WHOLE, "For a pause: how long", least=1, most=1440, width=16),
    ),
    {
        "Id": "S0", "Words": "Example: I am taking twenty minutes now and will come back then.", "Kind": "pause",
        "Planned pause minutes": 20,
    },
)  # fmt: skip

TREATMENT = Sheet(
    "Treatment",
    "treatment",
    "Therapies offered, accepted, started and stopped. A start opens a trial of the weeks written here.",
    (
        Column("Therapy", SUGGESTED, "Which therapy", lists.THERAPIES, required=True, width=16),
        Column("Whose", CHOICE, "Whose therapy it is", lists.WHOSE_TREATMENT, width=10),
        Column("Offered on", DATE, "The day it was offered"),
        Column("Accepted on", DATE, "The day it was agreed to", not_before="offered_on"),
        Column("Started on", DATE, "The day of the first session", not_before="offered_on"),
        Column("Stopped on", DATE, "The day it ended early; empty while it runs", not_before="started_on"),
        Column("Trial weeks", WHOLE, "Empty means 12", least=1, most=520, width=8),
        Column("Sessions a week", WHOLE, "Empty means 1", least=1, most=14, width=10),
        Column("Both acknowledge", YES_NO, "Both acknowledge the harm", width=13),
        Column("Both committed", YES_NO, "Both have committed to change", width=12),
        Column("Note", TEXT, "Anything else", width=34),
    ),
    {
        "Therapy": "MBT", "Whose": "other", "Offered on": date(2001, 1, 2), "Accepted on": date(2001, 1, 4),
        "Started on": date(2001, 1, 9), "Trial weeks": 12, "Sessions a week": 1,
        "Note": "Example: weekly, at a practice in town",
    },
)  # fmt: skip

REVIEWS = Sheet(
    "Reviews",
    "reviews",
    "One row each time you looked at the plan, alone or with someone.",
    (
        Column("Date", DATE, "The day of the review", required=True),
        Column("With", CHOICE, "With whom", lists.REVIEWED_WITH),
        Column("Looked at", TEXT, "What you looked at", width=40),
        Column("Decided", TEXT, "What you decided", width=40),
        Column("Next review on", DATE, "When you want to look again", not_before="date"),
    ),
    {
        "Date": date(2001, 1, 30), "With": "therapist", "Looked at": "Example: the first four weeks",
        "Decided": "Example: keep the limit on calls", "Next review on": date(2001, 2, 27),
    },
)  # fmt: skip

SOURCES = Sheet(
    "Sources",
    "sources",
    "Only needed when the program asks: which time zone or which order of day and month a file uses.",
    (
        Column(
            "File", TEXT, "Name of the file, or a pattern like sms-*.xml; log.xlsx for this", required=True, width=28,
        ),
        Column("Time zone", ZONE, "Where the phone was set to, like Europe/Berlin", width=20),
        Column("From", MOMENT, "If the phone travelled: from when this zone applies", width=18),
        Column("Until", MOMENT, "If the phone travelled: until when", not_before="from", width=18),
        Column("Date order", CHOICE, "How dates are written in this file", lists.DATE_ORDERS),
        Column("I take part", YES_NO, "yes: these are messages sent to me or by me", width=11),
        Column(
            "Columns", TEXT, "Only for a table: which column is which, like text=Nachricht; sent=Datum", width=24,
        ),
    ),
    {
        "File": "example-chat.zip", "Time zone": "Europe/Berlin", "From": _at(2001, 1, 1, 9, 0),
        "Until": _at(2001, 1, 10, 9, 0), "Date order": "day first", "I take part": "yes",
    },
)  # fmt: skip

CHECKLIST = Sheet(
    "Checklist",
    "checklist",
    "For hard times: what has been done. Each one is your decision.",
    (
        Column("Step", CHOICE, "Which step", lists.CHECKLIST_STEPS, required=True, width=20),
        Column("Date", DATE, "The day it was done"),
        Column("Note", TEXT, "Anything else", width=50),
    ),
    {"Step": "documented", "Date": date(2001, 1, 6), "Note": "Example: wrote it down the same evening"},
)  # fmt: skip

OWN_CODES = Sheet(
    "Codes",
    "codes",
    "Only for codes of your own, beside those on the Lists sheet: name what is done, never what somebody is.",
    (
        Column("Code", ID, "One or two words", required=True, width=18),
        Column("Meaning", TEXT, "What is done, so that another person would tick the same", width=50),
        Column("Abusive", YES_NO, "yes if it counts as an incident", width=10),
        Column("Outburst", YES_NO, "yes if it counts as an outburst", width=10),
        Column("Safety", YES_NO, "yes if it opens the safety page", width=10),
    ),
    {
        "Code": "example code", "Meaning": "Example: slamming doors on purpose", "Abusive": "yes", "Outburst": "yes",
        "Safety": "no",
    },
)  # fmt: skip

SHEETS: tuple[Sheet, ...] = (
    PEOPLE, BOUNDARIES, INCIDENTS, CONFLICTS, NEXT_STEPS, SESSIONS, STATEMENTS, DAYS, CONTACT_LIMITS, PROTECTIONS,
    SCRIPTS, TREATMENT, REVIEWS, SOURCES, CHECKLIST, OWN_CODES,
)  # fmt: skip
