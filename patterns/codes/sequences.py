"""What only an order of messages shows: each rule takes what was found so far and returns it, changed or added to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from patterns.codes.book import Codebook
from patterns.codes.matcher import OFFERS
from patterns.codes.talk import DAY, HOUR, MINUTE, Proposal, Talk

HARM = ("threat", "insult", "coercion")
REFUSALS = ("silent treatment", "repair declined")
NAMED_HARM = ("disclosure", "request for help")


def in_order(talk: Talk, found: list[Proposal], book: Codebook) -> list[Proposal]:
    """Return what was found, with every sequence rule of the codebook applied."""
    for name, apply in _RULES.items():
        if name in book.sequences:
            found = sorted(apply(talk, found, book.sequences[name]), key=lambda each: (each.place, each.start))
    return found


def _noted(proposal: Proposal, said: dict[str, Any], strength: str = "", more: str = "") -> Proposal:
    why = f"{said['why']}{f': {more}' if more else ''}"
    notes = proposal.notes if why in proposal.notes else (*proposal.notes, why)
    return replace(proposal, notes=notes, strength=strength or proposal.strength)


def _raised(proposal: Proposal, said: dict[str, Any]) -> Proposal:
    """Return a proposal made clear by its place in an order, unless a guard doubts it."""
    return _noted(proposal, said, proposal.strength if proposal.notes else "clear")


def _places(found: Iterable[Proposal], *entries: str) -> list[int]:
    return sorted({each.place for each in found if each.entry in entries})


def _earlier(places: Sequence[int], place: int, most: int) -> Sequence[int]:
    """Return those of the sorted places that lie at most `most` messages before `place`."""
    return places[bisect_left(places, place - most) : bisect_left(places, place)]


def _answer(talk: Talk, found: list[Proposal], said: dict[str, Any]) -> list[Proposal]:
    """Keep an answer only after an offer by the other side."""
    offers = _places(found, *OFFERS)

    def follows(each: Proposal) -> bool:
        return any(
            talk.together(each.place, offer)
            and talk.person[offer] != talk.person[each.place]
            and talk.at[each.place] - talk.at[offer] <= said["days"] * DAY
            for offer in _earlier(offers, each.place, said["messages"])
        )

    return [each for each in found if not each.needs or follows(each)]


def _accountability(talk: Talk, found: list[Proposal], said: dict[str, Any]) -> list[Proposal]:
    """Keep the parts of an accountability statement where enough of them stand together."""
    at_place: dict[int, set[str]] = defaultdict(set)
    for each in found:
        if each.part:
            at_place[each.place].add(each.part)

    def parts(place: int) -> set[str]:
        """The most parts in any run of messages in a row that holds this one."""
        best: set[str] = set()
        for first in range(place - said["messages"] + 1, place + 1):
            run = [each for each in range(first, first + said["messages"]) if _near(talk, place, each, said["minutes"])]
            held = set().union(*(at_place.get(each, set()) for each in run))
            best = max(best, held, key=len)
        return best

    kept = []
    for each in found:
        if not each.part:
            kept.append(each)
            continue
        held = parts(each.place)
        if len(held) >= said["parts"]:
            bare = not re.search(r"\b(but|because you|if you)\b", talk.texts[each.place].casefold())
            whole = " - complete" if len(held) + bare >= said["complete"] and bare else ""
            names = ", ".join(sorted(held)) + (", no but" if bare else "")
            kept.append(_noted(each, said, more=names + whole))
    return kept


def _near(talk: Talk, place: int, other: int, minutes: int) -> bool:
    return (
        talk.together(place, other)
        and talk.person[place] == talk.person[other]
        and abs(talk.at[place] - talk.at[other]) <= minutes * MINUTE
    )


def _burst(talk: Talk, found: list[Proposal], said: dict[str, Any]) -> list[Proposal]:
    """Make monitoring clear where it comes in bursts, unanswered, or at night."""
    places = _places(found, "monitoring")

    def often(place: int) -> bool:
        first, last = bisect_left(places, place - 200), bisect_left(places, place + 201)
        near = [each for each in places[first:last] if _near(talk, place, each, said["minutes"])]
        spans = (each for each in near if sum(0 <= talk.at[other] - talk.at[each] <= said["minutes"] * MINUTE
                                              for other in near) >= said["times"])  # fmt: skip
        return any(True for _ in spans)

    def unanswered(place: int) -> bool:
        first = last = place
        while _near(talk, place, first - 1, said["minutes"]):
            first -= 1
        while _near(talk, place, last + 1, said["minutes"]):
            last += 1
        return last - first + 1 >= said["unanswered"]

    return [
        _raised(each, said)
        if each.entry == "monitoring"
        and each.strength == "possible"
        and (talk.hour[each.place] < said["night_until"] or often(each.place) or unanswered(each.place))
        else each
        for each in found
    ]


def _affection(talk: Talk, found: list[Proposal], said: dict[str, Any]) -> list[Proposal]:
    """Make affection clear where it follows harm by the same person within days."""
    harms: dict[str, list[int]] = defaultdict(list)
    for each in found:
        if each.entry in HARM and each.strength == "clear":
            harms[talk.person[each.place]].append(talk.at[each.place])
    for times in harms.values():
        times.sort()

    def follows(each: Proposal) -> bool:
        times, now = harms.get(talk.person[each.place], []), talk.at[each.place]
        return bisect_left(times, now) > bisect_left(times, now - said["days"] * DAY)

    return [_raised(each, said) if each.entry == "love-bombing" and follows(each) else each for each in found]


def _reversal(talk: Talk, found: list[Proposal], said: dict[str, Any]) -> list[Proposal]:
    """Note denial together with attack or reversal, soon after the other side named a harm."""
    named = _places(found, *NAMED_HARM)
    denials, attacks = _places(found, "gaslighting"), _places(found, "blame shifting", "insult")

    def after_naming(place: int) -> list[int]:
        return [
            each for each in _earlier(named, place, said["messages"])
            if talk.together(place, each) and talk.person[each] != talk.person[place]
            and talk.at[place] - talk.at[each] <= said["days"] * DAY
        ]  # fmt: skip

    def both(place: int, others: list[int]) -> bool:
        first, last = (bisect_left(others, place + most) for most in (-said["messages"], said["messages"] + 1))
        return any(
            talk.person[other] == talk.person[place] and set(after_naming(place)) & set(after_naming(other))
            for other in others[first:last]
        )

    def part_of(each: Proposal) -> bool:
        if each.entry == "gaslighting":
            return bool(after_naming(each.place)) and both(each.place, attacks)
        if each.entry in ("blame shifting", "insult"):
            return bool(after_naming(each.place)) and both(each.place, denials)
        return False

    return [_raised(each, said) if part_of(each) else each for each in found]


def _no_return(talk: Talk, found: list[Proposal], said: dict[str, Any]) -> list[Proposal]:
    """Propose silence instead of a time-out where nothing came within a day."""
    def silent(place: int) -> bool:
        until = talk.at[place] + said["hours"] * HOUR
        last = bisect_right(talk.conversation, talk.conversation[place]) - 1  # they stand one after the other
        if talk.at[last] <= until:
            return False  # what came later is not known yet
        later = place + 1
        while talk.together(place, later) and talk.at[later] <= until:
            if talk.person[later] == talk.person[place]:
                return False
            later += 1
        return True

    return [
        _noted(
            replace(each, entry="silent treatment", code="silent treatment", family="incident", tier="moderate",
                    strength="possible", cue="sequence/no-return"),
            said,
        )
        if each.entry == "time-out" and silent(each.place) else each
        for each in found
    ]  # fmt: skip


def _but(talk: Talk, found: list[Proposal], said: dict[str, Any]) -> list[Proposal]:
    """Propose a non-apology where a but follows an apology in the same message or at the start of the next."""
    turned = re.compile(rf"\b(?:{'|'.join(map(re.escape, said['words']))})\b")

    def turns(each: Proposal) -> bool:
        if turned.search(talk.texts[each.place][each.stop :].casefold()):
            return True
        following = each.place + 1
        near = _near(talk, each.place, following, said["minutes"])
        return near and bool(turned.match(talk.texts[following].casefold().strip()))

    kept: list[Proposal] = []
    proposed = {each.place for each in found if each.code == "non-apology"}
    for each in found:
        if each.entry == "apology" and turns(each):
            kept.append(_noted(each, said, "possible"))
            if each.place not in proposed:
                proposed.add(each.place)
                kept.append(
                    _noted(replace(each, entry="non-apology", code="non-apology", tier="moderate", strength="clear",
                                   cue="sequence/but-after-apology"), said)
                )  # fmt: skip
        else:
            kept.append(each)
    return kept


def _asked_again(talk: Talk, found: list[Proposal], said: dict[str, Any]) -> list[Proposal]:
    """Propose pressure where somebody keeps asking to talk after a no."""
    refused = set(_places(found, *REFUSALS))
    no = re.compile("|".join(_words(each) for each in said["words"]))
    offers = [each for each in found if each.entry == "offer to talk"]
    offered = {each.place for each in offers}
    added, counted = [], set()
    for each in offers:
        place, asked, heard = each.place, 1, False
        earlier = place - 1
        while talk.together(place, earlier) and talk.at[place] - talk.at[earlier] <= said["hours"] * HOUR:
            if talk.person[earlier] != talk.person[place]:
                heard |= earlier in refused or bool(no.match(talk.texts[earlier].casefold().strip()))
            elif not heard and earlier in offered:
                asked += 1
            earlier -= 1
        if heard and asked >= said["times"] and place not in counted:
            counted.add(place)
            added.append(
                _noted(replace(each, entry="coercion", code="coercion", family="incident", tier="safety",
                               strength="possible", cue="sequence/asked-again"), said)
            )  # fmt: skip
    return [*found, *added]


def _words(said: str) -> str:
    """Return one of the words of the codebook as a pattern for the beginning of a message."""
    options = re.sub(r"\(([^()]*)\)", lambda group: f"(?:{group.group(1)})", said)
    return options.replace("do not", "(?:do not|don'?t)") + r"\b"


_RULES: dict[str, Callable[[Talk, list[Proposal], dict[str, Any]], list[Proposal]]] = {
    "answer": _answer,
    "accountability-parts": _accountability,
    "burst": _burst,
    "affection-after-harm": _affection,
    "deny-attack-reverse": _reversal,
    "no-return": _no_return,
    "but-after-apology": _but,
    "asked-again": _asked_again,
}
