"""Names taken out of texts: what is found, and what stands in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from patterns.sharing.folding import end_of, fold, places
from patterns.sharing.ordinary import MONTHS, ordinary
from patterns.sharing.shapes import KINDS, shaped
from patterns.sharing.spellings import COMPOUND, compounds, forms
from patterns.sharing.terms import Term, is_number
from patterns.words import say

TOKEN = re.compile(r"[^\W\d_]+(?:'(?:s(?![^\W\d_]))?)?")
SPACED = re.compile(r"[a-z\u0370-\u052f\u0590-\u06ff\u1e00-\u1fff]")  # scripts that part their words
DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.)?(?: of)?\s+$")  # before a month: "5 May"
AFTER = re.compile(r"\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?(?=[,.;)]|$|\s+\d{4})|\d{4})(?!\d)")  # behind it: "May 5, 2026"
SINCE = re.compile(r"\b(?:on|since|until|till|from|by|before|after|of) $", re.IGNORECASE)  # "since May 5 he ..."
NUMBER_END = 7  # digits at the end by which a number is known, with or without its country
BETWEEN = r"[\s().\-/\u2011\u00a0]*"


@dataclass(frozen=True)
class Hit:
    """A name found in a text: from where to where, and the term it belongs to; `doubtful` where it may be a word."""

    start: int
    stop: int
    term: Term
    doubtful: bool = False


@dataclass(repr=False)
class Names:
    """Every term of a case, ready to be looked for.

    Attributes
    ----------
    words : mapping
        What a person said of words that are doubtful: folded word -> whether it is the name in lower case too.
    """

    terms: list[Term]
    words: Mapping[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known: dict[str, Term | None] = {}
        single = [term for term in self.terms if _is_word(term.written)]
        self._forms = [(re.compile(forms(term.written)), term) for term in single]
        self._compounds = [
            (re.compile(pattern), term) for term in single if term.also_lower and (pattern := compounds(term.written))
        ]
        self._phrases = [
            (re.compile(_phrase(term.written)), term) for term in self.terms if not _is_word(term.written)
        ]  # fmt: skip

    def find(self, text: str, *, keep: frozenset[str] = frozenset()) -> list[Hit]:
        """Return every name in a text, in order and apart; `keep` are folded words that are none here."""
        folded, where = fold(text), None
        hits: list[Hit] = []
        for pattern, term in self._phrases:
            for found in pattern.finditer(folded):
                where = where or places(text)
                start, stop = where[found.start()], end_of(text, where[found.end() - 1])
                if not _is_initial(term.written) or (text[start:stop] == term.written and found.group()[0] not in keep):
                    hits.append(Hit(start, stop, term))
        for found in TOKEN.finditer(folded):
            held = self._term(found.group())
            if held is None or found.group() in keep:
                continue
            where = where or places(text)
            start, stop = where[found.start()], end_of(text, where[found.end() - 1])
            if (hit := self._judged(text, start, stop, held)) is not None:
                hits.append(hit)
        return _apart(hits)

    def _term(self, token: str) -> Term | None:
        """Return the term that a folded word is a form of; the nearest to how it is written first."""
        if token not in self._known:
            exact = (term for _, term in self._forms if fold(term.written) == token.removesuffix("'s").rstrip("'"))
            formed = (term for pattern, term in self._forms if pattern.fullmatch(token))
            longer = (
                term
                for pattern, term in self._compounds
                if len(token) > COMPOUND and token not in ordinary() and pattern.fullmatch(token)
            )
            self._known[token] = next((each for some in (exact, formed, longer) for each in some), None)
        return self._known[token]

    def _judged(self, text: str, start: int, stop: int, term: Term) -> Hit | None:
        """Return a hit unless it is a month in a date or an everyday word in lower case."""
        written = text[start:stop]
        plain = fold(written).removesuffix("'s").rstrip("'")
        if _is_initial(term.written) and written != term.written:
            return None
        if plain in MONTHS and _in_a_date(text, start, stop):
            return None
        if not written.islower():
            return Hit(start, stop, term)
        if not term.also_lower:
            return None
        if plain not in ordinary() or plain != fold(term.written):
            return None if plain in ordinary() else Hit(start, stop, term)
        if plain in self.words:
            return Hit(start, stop, term) if self.words[plain] else None
        return Hit(start, stop, term, doubtful=True) if term.asked else None


@dataclass
class Remover:
    """Takes names out of texts and counts what it did.

    Attributes
    ----------
    counts : Counter
        By pseudonym, and by kind of what names by its shape.
    doubtful : Counter
        Everyday words in lower case that may be somebody's name; nobody has said yet.
    """

    names: Names
    counts: Counter[str] = field(default_factory=Counter)
    doubtful: Counter[str] = field(default_factory=Counter)

    def text(
        self, text: str, longest: int = 0, *, keep: frozenset[str] = frozenset(), kinds: Collection[str] = KINDS
    ) -> str:
        """Return a text without names.

        Parameters
        ----------
        longest : int
            Of more characters than these only the beginning is returned; 0 for all.
        keep : frozenset of str
            Folded words that name nobody here.
        kinds : collection of str
            What is taken out for its shape.
        """
        spans = [
            (start, stop, say(f"sharing.{kind}"), say(f"sharing.{kind}"))
            for start, stop, kind in shaped(text)
            if kind in kinds
        ]
        for hit in self.names.find(text, keep=keep):
            if hit.doubtful:
                self.doubtful[fold(text[hit.start : hit.stop])] += 1
            spans.append((hit.start, hit.stop, hit.term.shown, hit.term.counted_as))
        pieces, last = [], 0
        for start, stop, by, counted_as in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start < last:
                last = max(last, stop)  # what reaches out of a removed part goes with it
                continue
            pieces += [text[last:start], by + ("'s" if text[start:stop].endswith(("'s", "’s")) else "")]
            self.counts[counted_as] += 1
            last = stop
        without = "".join([*pieces, text[last:]])
        return without if not longest or len(without) <= longest else f"{without[:longest].rsplit(' ', 1)[0]} …"


def _in_a_date(text: str, start: int, stop: int) -> bool:
    before = text[max(0, start - 12) : start]
    since = SINCE.search(before) and re.match(r" \d{1,2}\b", text[stop:])
    return bool(since or DAY.search(before) or AFTER.match(text, stop))


def _is_word(written: str) -> bool:
    plain = fold(written)
    return plain.isalpha() and SPACED.search(plain) is not None


def _is_initial(written: str) -> bool:
    """Tell whether a spelling is one letter, as in "M.": found only as it is written."""
    return sum(each.isalpha() for each in written) == 1 and not any(each.isdigit() for each in written)


def _phrase(written: str) -> str:
    """Return a pattern over folded text for a spelling of several words, with signs in it, or of digits."""
    if is_number(written):
        digits = re.sub(r"\D", "", written)
        end = digits[-NUMBER_END:]
        return r"(?:[+(]?\d[\d\s().\-/]*)?" + BETWEEN.join(end) if len(digits) >= NUMBER_END else BETWEEN.join(digits)
    plain = fold(written).strip()
    words = r"[\s._\-]*".join(map(re.escape, re.split(r"(?<=\w)[\s._\-]+(?=\w)", plain)))
    if not SPACED.search(plain) and not plain.isascii():
        return words  # a script that does not part its words: found inside a longer run too
    before = r"(?<![^\W\d_])" if plain[0].isalpha() else ""
    after = r"(?:'?s)?(?![^\W\d_])" if plain[-1].isalpha() else ""
    return f"{before}{words}{after}"


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits in order, of those that overlap the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (each.start, each.start - each.stop)):
        if not kept or hit.start >= kept[-1].stop:
            kept.append(hit)
    return kept
