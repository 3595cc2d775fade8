"""Pages (HTML) of Messenger and Instagram: message_1.html and so on of an account export.

Facebook makes them unless JSON is chosen. Nearly all hold times without seconds, on the clock of the account; the
JSON of the same download (`messenger`, `instagram`) holds instants.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, shorten
from patterns.importers._date_order import DAY, Decision, Evidence, decide
from patterns.importers._meta_cards import Card, cards, content_of
from patterns.importers._meta_dates import moment
from patterns.importers._meta_fixed import UNSENT, is_call, is_notice, stands_for_a_file
from patterns.importers._meta_platform import INSTAGRAM, MESSENGER, Platform, platform_by_place
from patterns.importers._meta_text import name_of
from patterns.importers._page import Element, elements, read_page, written

LABEL = "Messenger or Instagram (HTML)"
SPREAD = True
PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.I)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FOLDERS = r"messages/(?:inbox|archived_threads|filtered_threads|message_requests|e2ee_cutover)/"
IN_A_CHAT = re.compile(FOLDERS)
INDEX = re.compile(rf"{FOLDERS}[^\"'<>]*/message_\d+\.html")  # a list of chats, not a chat
DEEP = re.compile(r"<base href=\"(?:\.\./){4}")  # where a chat lies in the export; nothing else lies so deep
PARTICIPANTS = re.compile(
    r"(?:(?P<day>Teilnehmer(?:/-?innen)?|Teilnehmer\*innen|Participantes|Partecipanti|Deelnemers|Uczestnicy|Участники"
    r"|Deltagare|Deltagere)|Participants)\s?:\s.+",
    re.S,
)
ADVICE = (
    "{} offers the same download as JSON, which holds the exact times; this page holds them as the account's clock "
    "showed them{}."
)
CLASSES = {"_2pim": INSTAGRAM, "_2ph_": MESSENGER}
OFFERED = {INSTAGRAM: "Instagram", MESSENGER: "Facebook"}


def detect(head: Head) -> bool:
    """Recognise a chat: messages by their structure, and a sign that the page is none of the export's many others."""
    text = head.text.lstrip("\ufeff")
    if not PAGE.match(text) or not YEAR.search(text) or INDEX.search(text):
        return False
    page = read_page(Source("", "", "", lambda: io.BytesIO(head.data)))
    found = cards(page)
    if not found:
        return False
    if IN_A_CHAT.search(text) or DEEP.search(text) or _participants(page):
        return True
    senders = {written(card.sender) for card in found}
    return any(title in senders for title in _titles(page) if title)


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message of one page, oldest first, whichever way the page has them.

    Raises
    ------
    UnreadableSource
        If the page is larger than any that Meta writes.
    AmbiguousDates
        If day and month are both written as numbers and nothing tells which is which.
    """
    page = read_page(source)
    found = cards(page)
    order = _order(found, page, wishes, source.name)
    told = _platform(page, found, source)
    skipped, kept, when = [], [], []
    for card in found:
        at = moment(card.stamp, order.order if order else DAY)
        if at is None:
            skipped.append(Skipped(card.line, f"no such time: {shorten(card.stamp.text)}"))
            continue
        kept.append(card)
        when.append(at)
    if len(when) > 1 and when[0] > when[-1]:
        kept.reverse()
        when.reverse()
    exact = any(each.second for each in when)
    title = next((each for each in _titles(page) if each), "")
    notes: dict[str, Any] = {"own_identity": "", "platform_why": f"{told.name}: {told.why}"}
    if order:
        notes |= {"date_order": order.order, "date_order_why": order.why, "date_order_sure": order.sure}
    return Columns(
        _frame(kept, title).assign(when=np.array(when, dtype="datetime64[us]")), told.name, "local", "m", literal=False,
        skipped=sorted(skipped), notes=notes,
        warnings=[ADVICE.format(OFFERED[told.name], "" if exact else ", without seconds")],
    )  # fmt: skip


def _order(found: Sequence[Card], page: Element, wishes: Wishes, name: str) -> Decision | None:
    """Decide which number is the day, if any date is written in numbers; the pages begin with the newest message."""
    numbers = [card.stamp.numbers for card in reversed(found) if card.stamp.numbers is not None]
    if not numbers:
        return None
    places = {each: place for place, each in enumerate(dict.fromkeys(numbers))}
    sequence = [places[each] for each in numbers]
    named = _participants(page)
    languages = frozenset({DAY}) if named and named["day"] else frozenset()
    evidence = Evidence(list(places), sequence, [], languages, "the words of the page")
    return decide(evidence, wishes.date_order, name)


def _platform(page: Element, found: Sequence[Card], source: Source) -> Platform:
    """Say which of the two made a page: by the folders it links to or lies in, else by the names of its parts."""
    for each in elements(page):
        place = each.attributes.get("href", "") or each.attributes.get("src", "")
        if place.startswith("your_instagram_activity/"):
            return Platform(INSTAGRAM, "the folder its files lie in")
        if place.startswith("your_facebook_activity/") or "_activity_across_facebook/" in place:
            return Platform(MESSENGER, "the folder its files lie in")
    told = platform_by_place(source.part, source.title)
    if told:
        return told
    for card in found[:1]:
        for name, platform in CLASSES.items():
            if card.sender is not None and name in card.sender.classes:
                return Platform(platform, "the way the page is built")
    return Platform(MESSENGER, "Messenger and Instagram write this page alike, and nothing in it tells which")


def _participants(page: Element) -> re.Match[str] | None:
    """Return the line that names who takes part, in the words of the page's language."""
    for each in elements(page):
        words = [part for part in each.inside if isinstance(part, str) and not part.isspace()]
        if len(words) == 1 and (found := PARTICIPANTS.fullmatch(words[0].strip())):
            return found
    return None


def _titles(page: Element) -> list[str]:
    return [name_of(written(each)) for each in elements(page) if each.tag in ("title", "h1")]


def _frame(found: Sequence[Card], title: str) -> pd.DataFrame:
    names = ("sender", "kind", "text", "words", "attachments", "reactions", "shared", "actor")
    read = list(zip(*(_read(card) for card in found), strict=True)) or [()] * len(names)
    columns = dict(zip(names, read, strict=True))
    lists = {"words", "attachments", "reactions"}
    made = {name: pd.Series(list(columns[name]), dtype="object" if name in lists else "str") for name in names[:6]}
    made |= {name: pd.Series(list(columns[name]), dtype="str") for name in names[6:] if any(columns[name])}
    return pd.DataFrame(made, copy=False).assign(
        line=np.array([card.line for card in found], dtype="int64"),
        written_time=pd.Series([card.stamp.text for card in found], dtype="str"),
        conversation=pd.Series([title] * len(found), dtype="str"),
        direction=pd.Series([None] * len(found), dtype="str"),
    )


def _read(card: Card) -> tuple[Any, ...]:
    """Return what a message's columns hold."""
    sender, content = name_of(written(card.sender)), content_of(card)
    text, beside_one = content.text, bool(content.files or content.links)
    kind, words = ("media" if content.files or not text else "text"), text
    if text in UNSENT:
        kind, words = "deleted", ""
    elif text and not beside_one and is_notice(text, sender):
        kind, words = "notice", ""
    elif text and not beside_one and is_call(text, sender):
        kind, words = "call", ""
    elif text and stands_for_a_file(text, sender, beside_one):
        kind, words = "media", ""
    notice = kind == "notice"
    return (
        None if notice else sender or None, kind, text, words, [*content.files, *content.links], content.reactions,
        content.shared, sender or None if notice else None,
    )  # fmt: skip
