"""Messages in, proposals out: one row per message and cue, for a person to decide on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from patterns.codes.book import Codebook, load_codebook
from patterns.codes.guards import notes, place_of, spoken
from patterns.codes.match import Hit, Word, hits, runs_on, words_of
from patterns.codes.matcher import OFFERS, Matcher, matcher_of
from patterns.codes.sequences import in_order
from patterns.codes.skim import candidates
from patterns.codes.talk import MINUTE, Proposal, Talk
from patterns.schema import SUGGESTIONS
from patterns.store import collector

ME, OTHER = "me", "other"
ABOUT_WRITER = "the other person says this was done to them"
SPLIT_FIRST, SPLIT_LAST = "goes on in the next message", "begins in the message before"
READ_KINDS = ("text", "media")
WEAKER = {"clear": 0, "possible": 1}


def suggest(messages: pd.DataFrame, book: Codebook | None = None) -> pd.DataFrame:
    """Return what in the messages a person may want to look at: one row per message and cue.

    Nothing here is a finding. The same cues run over what both people wrote; only what the other person wrote can
    become an incident, and only by a person's decision. What a guard doubts, and what is ordinary by itself, is
    `possible` and says why in `note`.

    Parameters
    ----------
    messages : pandas.DataFrame
        Needs `message_id`, `sent_at`, `person`, `kind`, `text`, `conversation`; `local_time`, where there is one,
        tells night from day.
    book : Codebook, optional
        The codebook that is shipped, unless another is given.

    Returns
    -------
    pandas.DataFrame
        schema.SUGGESTIONS, in the order of the messages; `start` and `stop` count characters of the original text.
    """
    book = book or load_codebook()
    with collector.paused():
        return _suggested(messages, book, matcher_of(book))


def _suggested(messages: pd.DataFrame, book: Codebook, matcher: Matcher) -> pd.DataFrame:
    rows = _readable(messages)
    if rows.empty:
        return SUGGESTIONS.empty()
    talk, linked, grouped = _talk(rows, book.sequences.get("split", {}).get("minutes", 0))
    found: list[Proposal] = []
    looked = candidates(matcher.others, talk.texts, linked)
    for place in looked:
        words = words_of(matcher, talk.texts[place])
        found += _proposals(book, matcher, talk, place, words, grouped[place])
        if place + 1 < len(linked) and linked[place + 1]:
            found += _split(matcher, talk, place, words)
    for place in _answers(book, matcher, talk, found, set(looked)):
        found += _proposals(book, matcher, talk, place, words_of(matcher, talk.texts[place]), grouped[place])
    found = in_order(talk, found, book)
    places = rows.index.to_numpy()
    return _table(talk, sorted(found, key=lambda each: (places[each.place], each.start, each.cue)))


def _readable(messages: pd.DataFrame) -> pd.DataFrame:
    """Return the messages that hold words, by conversation and time, numbered by where they stood."""
    wanted = ["message_id", "sent_at", "person", "text", "conversation"]
    wanted += ["local_time"] if "local_time" in messages else []
    kept = messages["kind"].isin(READ_KINDS) & messages["text"].notna() & (messages["text"] != "")
    rows = messages[wanted].reset_index(drop=True).loc[kept.to_numpy()]
    conversation = pd.factorize(rows["conversation"])[0]
    order = np.lexsort((rows.index.to_numpy(), rows["sent_at"].astype("int64").to_numpy(), conversation))
    return rows.assign(conversation=conversation).iloc[order]


def _talk(rows: pd.DataFrame, minutes: int) -> tuple[Talk, list[bool], list[bool]]:
    """Return the messages as plain lists, whether each goes on from the one before it, and whether it is of a group."""
    at = rows["sent_at"].dt.as_unit("us").astype("int64").to_numpy()
    conversation = rows["conversation"].to_numpy()
    who = pd.factorize(rows["person"])[0]
    same = (who[1:] == who[:-1]) & (who[1:] >= 0) & (conversation[1:] == conversation[:-1])
    linked = np.concatenate([[False], same & (at[1:] - at[:-1] <= minutes * MINUTE)])
    third = ~rows["person"].isin([ME, OTHER]).to_numpy() & rows["person"].notna().to_numpy()
    groups = np.isin(conversation, np.unique(conversation[third]))
    hours = rows["local_time"] if "local_time" in rows else rows["sent_at"]
    talk = Talk(
        ids=rows["message_id"].tolist(),
        at=at.tolist(),
        person=rows["person"].fillna("").tolist(),
        texts=rows["text"].tolist(),
        conversation=conversation.tolist(),
        hour=hours.dt.hour.fillna(12).astype("int64").tolist(),
    )
    return talk, linked.tolist(), groups.tolist()


def _answers(book: Codebook, matcher: Matcher, talk: Talk, found: Sequence[Proposal], looked: set[int]) -> list[int]:
    """Return the places that may hold an answer: "thanks" is too common to be looked at where nothing was offered.

    Those `looked` at already are left out.
    """
    if "answer" in book.sequences:
        most = book.sequences["answer"]["messages"]
        offers = {each.place for each in found if each.entry in OFFERS}
        near = {place for offer in offers for place in range(offer + 1, min(offer + most + 1, len(talk.texts)))
                if talk.conversation[place] == talk.conversation[offer]}  # fmt: skip
    else:
        near = set(range(len(talk.texts)))
    places = sorted(near - looked)
    return [places[each] for each in candidates(matcher.answers, [talk.texts[place] for place in places])]


def _proposals(
    book: Codebook, matcher: Matcher, talk: Talk, place: int, words: Sequence[Word], grouped: bool
) -> Iterable[Proposal]:
    """Yield what one message holds."""
    text, person = talk.texts[place], talk.person[place]
    found = without_weaker(hits(matcher, words))
    whole = spoken(words) if found else ""
    for hit in found:
        doubts = notes(book, matcher, place_of(text, words, hit, grouped, whole))
        if hit.cue.about == ME and person == OTHER:
            doubts = [ABOUT_WRITER, *doubts]
        yield _proposal(hit, place, "possible" if doubts else hit.cue.strength, tuple(doubts))


def _proposal(hit: Hit, place: int, strength: str, doubts: tuple[str, ...], with_message: str = "") -> Proposal:
    cue = hit.cue
    return Proposal(
        place=place, entry=cue.entry, code=cue.code, family=cue.family, tier=cue.tier, strength=strength, cue=cue.id,
        start=hit.start, stop=hit.stop, notes=doubts, part=cue.part, needs=cue.needs, with_message=with_message,
    )  # fmt: skip


def without_weaker(found: Sequence[Hit]) -> list[Hit]:
    """Return the hits without those that lie inside another of the same code that is at least as strong."""
    return [
        one for number, one in enumerate(found)
        if not any(
            other.cue.code == one.cue.code and other.cue.about == one.cue.about
            and other.start <= one.start and one.stop <= other.stop
            and (WEAKER[other.cue.strength], other.start - other.stop, place)
            < (WEAKER[one.cue.strength], one.start - one.stop, number)
            for place, other in enumerate(found) if place != number
        )
    ]  # fmt: skip


def _split(matcher: Matcher, talk: Talk, place: int, words: Sequence[Word]) -> list[Proposal]:
    """Return safety cues that begin in one message and end in the next by the same person."""
    text, offset = talk.texts[place], len(talk.texts[place]) + 1
    while words and not text[words[-1].start : words[-1].stop][0].isalnum():
        words = words[:-1]
    if not runs_on(matcher.urgent, words):
        return []
    after = words_of(matcher, talk.texts[place + 1], offset)
    found: list[Proposal] = []
    for hit in without_weaker(hits(matcher, [*words, *after])):
        if hit.cue.tier != "safety" or not hit.start < offset <= hit.stop - 1 or hit.first >= len(words):
            continue
        strength = hit.cue.strength
        first = hit._replace(stop=words[-1].stop)
        last = hit._replace(start=after[0].start - offset, stop=hit.stop - offset)
        found.append(_proposal(first, place, "possible", (SPLIT_FIRST,), talk.ids[place + 1]))
        found.append(_proposal(last, place + 1, strength, (SPLIT_LAST,), talk.ids[place]))
    return found


def _table(talk: Talk, found: Sequence[Proposal]) -> pd.DataFrame:
    """Return the proposals as schema.SUGGESTIONS, each cue once in a message."""
    once: dict[tuple[int, str], Proposal] = {}
    for each in found:
        once.setdefault((each.place, each.cue), each)
    kept = list(once.values())
    if not kept:
        return SUGGESTIONS.empty()
    columns = {
        name: [getattr(each, name) for each in kept]
        for name in ("code", "family", "tier", "strength", "cue", "start", "stop")
    }
    columns |= {
        "message_id": [talk.ids[each.place] for each in kept],
        "note": ["; ".join(each.notes) or None for each in kept],
        "with_message": [each.with_message or None for each in kept],
    }
    return SUGGESTIONS.conform(pd.DataFrame(columns))
