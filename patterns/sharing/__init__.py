"""A case and its result without names, before anything is drawn: what a shared copy is made from.

Everything is left out that is not known to be allowed. What stays of a person's own words passes the same remover,
so that one person has one pseudonym everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from patterns.case import Case
from patterns.errors import DoubtfulWords, Problem
from patterns.result import Result, measure
from patterns.rules import NO_LIMIT, Finding
from patterns.schema import MAY_TELL, REVIEWED, SUGGESTIONS
from patterns.sharing import exports, sheets
from patterns.sharing.folding import fold
from patterns.sharing.literally import literally
from patterns.sharing.ordinary import ordinary
from patterns.sharing.remove import Names, Remover
from patterns.sharing.sheets import kept_texts
from patterns.sharing.terms import Term, of_others, of_people, public
from patterns.words import listed, say

__all__ = ["RECIPIENTS", "Names", "SharedCase", "kept_texts", "measure_shared", "measured", "names_of", "without_names"]

RECIPIENTS = ("therapist", "advocate", "lawyer", "police", "other")


@dataclass(frozen=True, repr=False)  # as of a case: never what is in it
class SharedCase(Case):
    """A case without names.

    Attributes
    ----------
    read_suggestions : callable
        Returns the passages proposed, as they were found in the words themselves.
    read_may_tell : callable
        Returns what entries may tell of, as it was found in the words themselves.
    remover : Remover
        What took the names out, with its counts.
    """

    read_suggestions: Callable[[], pd.DataFrame] = SUGGESTIONS.empty
    read_may_tell: Callable[[], pd.DataFrame] = MAY_TELL.empty
    remover: Remover = field(default_factory=lambda: Remover(Names([])), repr=False)

    @cached_property
    def suggestions(self) -> pd.DataFrame:
        """schema.SUGGESTIONS, with the numbers of the messages in place of their ids."""
        return self.read_suggestions()

    @cached_property
    def may_tell(self) -> pd.DataFrame:
        """schema.MAY_TELL, by the rows of the log."""
        return self.read_may_tell()


def names_of(case: Case, words: Mapping[str, bool] | None = None) -> Names:
    """Return everything that a shared copy of a case must not name.

    Parameters
    ----------
    words : mapping, optional
        What a person said of doubtful words: word -> whether it is somebody's name in lower case too.

    Raises
    ------
    PatternsError
        If somebody on the People sheet has no pseudonym.
    """
    log, sources = case.log, case.sources["source"].tolist()
    people = of_people(log.people)
    messages = case.envelopes
    unknown = messages.loc[messages["person"].isna() & messages["sender"].notna(), "sender"].unique().tolist()
    files = sorted({part for each in sources for part in (each, Path(each).name, Path(each).stem)})
    somebody, place, file = (say(f"sharing.{name}") for name in ("somebody", "place", "file"))
    further = [
        *of_others([each for each in files if not each.isalpha()], file, whole=True),
        *of_others(unknown, somebody),
        *of_others(messages["conversation"].dropna().unique().tolist(), somebody),
        *of_others(sheets.seen(log.incidents["who_was_present"]), somebody),
        *of_others(sheets.seen(log.incidents["reported_to"]), somebody),
        *of_others(sheets.seen(log.incidents["where"]), place),
        *of_others(files, somebody),  # a chat is mostly named after somebody
    ]
    return Names([*people, *_unlike(further, Names(people), public(log.people))], dict(_folded(words or {})))


def without_names(
    case: Case, *, quotes: bool = False, copy_for: str = RECIPIENTS[0], words: Mapping[str, bool] | None = None
) -> SharedCase:
    """Return a case without names.

    Parameters
    ----------
    quotes : bool
        Whether the words of entries are kept, without names and cut short.
    copy_for : str
        Who the copy is for, one of `RECIPIENTS`.
    words : mapping, optional
        As of `names_of`.

    Raises
    ------
    DoubtfulWords
        If a word may be a name and nobody has said.
    PatternsError
        If somebody has no pseudonym.
    """
    remover = Remover(names_of(case, words))
    references = sheets.References(remover)
    ids = exports.numbered(case)
    log = sheets.without_names(case.log, remover, references, ids.get, quotes=quotes)
    files = exports.named(case.sources)
    people = sheets.shown_names(case.log.people, log.people)
    sources = exports.without_names(case.sources, files, remover)
    reviewed = _reviewed(case.reviewed, ids, references)
    _ask(remover)
    return SharedCase(
        folder=Path("without-names"),  # no such folder: nothing that lies beside the log is read for a copy
        log=log,
        reviewed=reviewed,
        sources=sources,
        problems=tuple(Problem("", stops=each.stops, topic=each.topic) for each in case.problems),
        media=(say("sharing.file"),) * len(case.media),
        message_count=case.message_count,
        read_messages=exports.reader(case, ids, files, people, Remover(remover.names)),
        copy_for=copy_for,
        read_suggestions=lambda: _suggestions(case.suggestions, ids, references),
        read_may_tell=lambda: case.may_tell,
        remover=remover,
    )


def measure_shared(
    case: Case,
    on: date | str,
    weeks: int = 8,
    *,
    entries: str = "short",
    copy_for: str = RECIPIENTS[0],
    words: Mapping[str, bool] | None = None,
) -> Result:
    """Hold a case without names against every rule; the numbers are those of the case itself.

    Parameters
    ----------
    entries : str
        As of a report: with `full` the words of entries are kept, without names and cut short.
    """
    shared = without_names(case.readable(), quotes=entries == "full", copy_for=copy_for, words=words)
    result = measure(literally(shared), on, weeks)
    left_out = Finding(NO_LIMIT, say("sharing.exit-plan"), id="exit-plan")
    return replace(result, findings={**result.findings, "exit-plan": left_out})


def measured(
    case: Case,
    on: date | str,
    weeks: int = 8,
    *,
    entries: str = "short",
    share: bool = False,
    copy_for: str = RECIPIENTS[0],
    words: Mapping[str, bool] | None = None,
) -> Result:
    """Hold a case against every rule for a report: the case itself, or with `share` a copy of it without names.

    What would change how the words around it are shown stands in either as its number.
    """
    if not share:
        return measure(literally(case), on, weeks)
    return measure_shared(case, on, weeks, entries=entries, copy_for=copy_for, words=words)


def _folded(words: Mapping[str, bool]) -> Iterable[tuple[str, bool]]:
    return ((fold(word), is_name) for word, is_name in words.items())


def _unlike(terms: Iterable[Term], known: Names, shown: set[str]) -> list[Term]:
    """Return terms that are no everyday words, nobody's known name and no public one, each once."""
    found: dict[str, Term] = {}
    for term in terms:
        plain = fold(term.written)
        if plain in found or plain in shown or plain in ordinary():
            continue
        if any(hit.stop - hit.start == len(term.written) for hit in known.find(term.written)):
            continue
        found[plain] = term
    return list(found.values())


def _ask(remover: Remover) -> None:
    """Refuse while a word of everyday language may be somebody's name and nobody has said which it is."""
    if remover.doubtful:
        words = sorted(remover.doubtful)
        raise DoubtfulWords(
            words,
            say("sharing.doubtful", n=len(words), words=listed([f"“{each}”" for each in words])),
            expected=say("sharing.doubtful-expected"),
            remedy=say("sharing.doubtful-remedy", word=words[0]),
        )


def _reviewed(reviewed: pd.DataFrame, ids: Mapping[str, str], references: sheets.References) -> pd.DataFrame:
    def entry(written: str) -> str:
        return references.of("entry", written)

    def code(written: str) -> str:
        return references.of("own code", written)

    known = reviewed.loc[reviewed["message_id"].isin(list(ids))]
    changed = known.assign(
        message_id=known["message_id"].map(ids),
        code=known["code"].map(code, "ignore"),
        same_as=known["same_as"].map(entry, "ignore"),
        reviewer=None,
        note=None,
    )
    return REVIEWED.conform(changed)[list(REVIEWED.columns)]


def _suggestions(found: pd.DataFrame, ids: Mapping[str, str], references: sheets.References) -> pd.DataFrame:
    if found.empty:
        return found
    return found.assign(
        message_id=found["message_id"].map(ids),
        with_message=found["with_message"].map(ids, "ignore"),
        code=found["code"].map(lambda code: references.of("own code", code)),
    )
