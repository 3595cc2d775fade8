"""The closed lists of the log: the only words that a cell with a drop-down takes, and the codes for acts."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """A code for what somebody did, never for what somebody is."""

    code: str
    meaning: str
    abusive: bool
    outburst: bool
    safety: bool


ROLES = ("me", "other", "child", "supporter", "professional", "third party")
PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")
CHANNELS = ("in person", "call", "text", "email", "social media", "third party", "other")
RECORDED_FROM = ("memory", "note", "screenshot", "message")
OFFERED_BY = ("me", "other", "nobody")
REPAIR_STEPS = ("apology", "time-out", "offer to talk", "call", "repair action", "other")
ANSWERS = ("yes", "no", "none yet")
NEXT_STEPS = ("phone call", "therapy referral", "time-out", "other")
SIGNS = ("admission of pain", "request for help", "repair attempts", "stressor", "none")
WHOSE_SESSION = ("other", "me")
WHOSE_TREATMENT = ("other", "me", "both")
THERAPIES = ("MBT", "schema therapy", "TFP", "DBT skills", "individual", "couples", "group", "other")
SESSION_STATUS = ("attended", "missed", "cancelled by therapist", "cancelled by client", "rescheduled")
HOW_KNOWN = ("told by the other person", "seen", "from the therapist")
HOMEWORK_STATUS = ("done", "partly", "not done", "unknown")
CONTACT_LEVELS = ("open", "structured", "written only", "email only", "low", "none")
PROTECTIONS = (
    "dated records", "supporters", "channel limits", "exit plan", "advocate review", "legal protection",
    "safer device", "other",
)  # fmt: skip
PROTECTION_STATES = ("in place", "open", "not now")
SCRIPT_KINDS = ("boundary", "pause", "check back", "consequence")
REVIEWED_WITH = ("therapist", "advocate", "alone", "other")
DATE_ORDERS = ("day first", "month first", "year first")
CHECKLIST_STEPS = ("documented", "access restricted", "support person", "authorities")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
REPAIR_COUNTED = ("offered by me", "offered by the other person", "either")

YES = ("yes", "y", "true", "1", "x")
NO = ("no", "n", "false", "0")
APART = "own"  # in `Same incident as`: this row is an incident of its own

_OUTBURST = {"insult", "threat", "physical", "strangulation", "weapon", "shouting", "damage to things"}
_SAFETY = {
    "threat", "physical", "strangulation", "weapon", "sexual coercion", "stalking", "monitoring", "control",
    "coercion", "threat to others", "self-harm threat", "order breach",
}  # fmt: skip
_MEANINGS = {
    "insult": "Calling names, swearing at you, words chosen to hurt",
    "contempt": "Mocking, sneering, treating you as worth less",
    "threat": "Saying or showing that you will be hurt or killed",
    "physical": "Hitting, pushing, holding, throwing at you, blocking the way",
    "strangulation": "Hands or anything else on neck or throat, breath stopped",
    "weapon": "A weapon shown, named or used, or an object used as one",
    "sexual coercion": "Pressing or forcing you into anything sexual",
    "stalking": "Following, waiting for you, turning up, contact again after a clear stop",
    "monitoring": "Checking your phone, accounts, place or spending",
    "control": "Deciding for you about money, clothes, work, doors, time",
    "isolation": "Keeping you from friends, family, work or help",
    "coercion": "Making you do something by announcing a harm",
    "threat to others": "Announcing harm to children, pets, family or anyone else",
    "self-harm threat": "Announcing self-harm or suicide to get something from you",
    "order breach": "Doing what a court or police order forbids",
    "gaslighting": "Denying what happened so that you doubt your memory",
    "minimising": "Making what happened smaller than it was",
    "blame shifting": "Saying that you caused what was done to you",
    "entitlement": "Acting as if rules or your limits did not count",
    "lack of empathy": "No notice taken of your pain (your own mark, never computed)",
    "love-bombing": "A sudden flood of praise, gifts or messages",
    "devaluation": "Talking you down after having praised you",
    "silent treatment": "Refusing to speak for hours or days as a punishment",
    "guilt pressure": "Using guilt to make you give in",
    "shouting": "Raised voice, yelling, screaming at you",
    "damage to things": "Breaking, throwing or destroying things",
    "other abusive": "Anything else that harmed you and has no word here",
}
CODES: dict[str, Code] = {
    code: Code(code, meaning, True, code in _OUTBURST, code in _SAFETY) for code, meaning in _MEANINGS.items()
}
