"""Is something getting worse? Any one sign is enough, and no sign is no promise."""

from __future__ import annotations

from datetime import date

import pandas as pd

from patterns import days
from patterns.days import Period
from patterns.review import Review
from patterns.rules._base import NO_LIMIT, Evidence, Finding, rule
from patterns.rules._contact import contacts_against_none, unseen_against_none
from patterns.rules._coverage import unseen
from patterns.words import listed, say, term, terms

LOW_RATING, FALL_OF_MEAN = 3, 2
TIMES, MORE_BY = (3, 2), 2  # at least one and a half times, and at least two more
CANNOT, NO_CONTACT = "cannot tell", "contact after no contact"


@rule("safety-trend", needs=("Incidents", "Days", "Contact limits"))
def safety_trend(review: Review) -> Finding:
    """Signs that things are getting worse in the last four weeks.

    The plan's own rule for any one of them is less contact. A new entry with a safety code; at least one and a half
    times as many incidents for each recorded day as in the four weeks before, and at least two more; felt safety
    lower by two or more on average, or any day of three or less; contact although no contact was set. Where
    ratings, days or exports are missing, that part cannot be told. Finding nothing here does not mean that you are
    safe. You may reduce contact without any sign, too; it can itself raise danger, so plan it with an advocate or
    the therapist: is it safe to do now?
    """
    now = days.before(review.review_date, 28)
    earlier = days.before(now.first, 28)
    parts = {
        "new safety event": _new_events(review, now),
        "more incidents": _more_incidents(review, earlier, now),
        "felt safety lower": _lower_ratings(review, earlier, now),
        NO_CONTACT: contacts_against_none(review, now),
    }
    worse = [
        {"what": name, "on": each} for name, dates in parts.items() if not isinstance(dates, str) for each in dates
    ]
    unclear = [name for name, dates in parts.items() if dates == CANNOT]
    not_seen = unseen_against_none(review, now)
    found = listed([say("safety.event", what=term(each["what"]), on=each["on"]) for each in worse])
    sentence = say("trend.worse", found=found) if worse else say("trend.none")
    told = [sentence, say("trend.unclear", parts=listed(terms(unclear))) if unclear else "", unseen(not_seen)]
    return Finding(
        NO_LIMIT,
        " ".join(filter(None, told)),
        agreed=say("trend.agreed"),
        numbers={"worse": worse, "cannot_tell": [*unclear, *([NO_CONTACT] if not_seen else [])]},
        evidence=(Evidence(say("evidence.trend"), tuple(f"{each['on']}: {each['what']}" for each in worse)),),
    )


def _new_events(review: Review, now: Period) -> list[date]:
    acts = review.acts.loc[review.acts["safety"] & now.holds(review.acts["date"])]
    return [each.date() for each in acts["date"]]


def _more_incidents(review: Review, earlier: Period, now: Period) -> list[date] | str:
    (y_before, e_before), (y_after, e_after) = (
        (review.count(period), days.known(review.calendar, period)) for period in (earlier, now)
    )
    if not e_before or not e_after:
        return CANNOT
    times, of = TIMES
    more = of * y_after * e_before >= times * y_before * e_after and y_after * e_before - y_before * e_after >= (
        MORE_BY * e_before
    )
    return [now.last] if more else []


def _lower_ratings(review: Review, earlier: Period, now: Period) -> list[date] | str:
    rated = review.calendar.loc[review.calendar["felt_safety"].notna()]
    before, after = (rated.loc[period.holds(rated["date"])] for period in (earlier, now))
    low = after.loc[after["felt_safety"] <= LOW_RATING, "date"]
    if len(low):
        return [each.date() for each in low]
    if before.empty or after.empty:
        return CANNOT
    fell = before["felt_safety"].mean() - after["felt_safety"].mean() >= FALL_OF_MEAN
    return [pd.Timestamp(now.last).date()] if fell else []
