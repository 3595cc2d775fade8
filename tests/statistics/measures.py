"""How each measure of the vectors is asked of the package: one function each, from what is given to what comes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from math import inf, nan
from typing import Any

from patterns import statistics as stats
from patterns.days import elapsed_hours
from patterns.statistics import Phase, overlap

Given = dict[str, Any]
WANTED = {"decrease": -1, "increase": 1}
RISES = {"above limit", "seven rising", "seven above", "two of three near upper limit"}
# the labels of the program that made the control charts, where a file quotes them as they are
LABELS = {
    "Common Cause": None,
    "Above UCL": "above limit",
    "Below LCL": "below limit",
    "7 Point Trend (Increasing)": "seven rising",
    "7 Point Trend (Decreasing)": "seven falling",
    "2 in 3 Above CL": "two of three near upper limit",
    "2 in 3 Below CL": "two of three near lower limit",
    "7 Points Above CL": "seven above",
    "7 Points Below CL": "seven below",
    "common_cause": None,
    "special_cause_improvement": "better",
    "special_cause_concern": "worse",
}


def known(counts: list[float | None]) -> list[Any]:
    return [count for count in counts if count is not None]


def phase(counts: list[float | None]) -> Phase:
    weeks = tuple((count, 7) for count in known(counts))
    return Phase(sum(count for count, _ in weeks), 7 * len(weeks), weeks)


def phases(given: Given) -> tuple[Phase, Phase]:
    return phase(given["baseline_weekly_counts"]), phase(given["followup_weekly_counts"])


def both(given: Given) -> tuple[list[float], list[float]]:
    before, after = ("A", "B") if "A" in given else ("baseline_weekly_counts", "followup_weekly_counts")
    return known(given[before]), known(given[after])


def ends(interval: Any) -> Given:
    return {"ci_lower": interval.low, "ci_upper": interval.high}


def rate_ratio(given: Given, params: Given) -> Given:
    before, after = phases(given)
    return {
        "count_baseline": before.events,
        "weeks_baseline": len(before.weeks),
        "count_followup": after.events,
        "weeks_followup": len(after.weeks),
        "rate_ratio": stats.rate_ratio(before, after),
        **ends(stats.exact_ratio_interval(before, after, params.get("level", 0.95))),
        "p_one_sided_less_ratio1": stats.conditional_chance(before, after),
        "p_one_sided_less_ratio0.5": stats.conditional_chance(before, after, 0.5),
        "p_two_sided_minlike": stats.two_sided_chance(before, after, central=False),
        "p_two_sided_central": stats.two_sided_chance(before, after),
        "midp_one_sided_less_ratio1": stats.conditional_mid_chance(before, after),
    }


def rate_interval(given: Given, params: Given) -> Given:
    exposure = given.get("logged_weeks", given.get("exposure"))
    return {
        "rate": given["count"] / exposure,
        **ends(stats.rate_interval(given["count"], exposure, params.get("level", 0.95))),
        "upper_one_sided_95": stats.upper_rate(given["count"], exposure),
    }


def per_contact_day(given: Given, params: Given) -> Given:
    before, after = phases(given)
    contact = given["contact_days_baseline"], given["contact_days_followup"]
    split = stats.split_of_change(before, after, *contact)
    on_contact = Phase(before.events, contact[0]), Phase(after.events, contact[1])
    return {
        "rate_ratio": split.per_contact_day,
        **ends(stats.exact_ratio_interval(*on_contact, params.get("level", 0.95))),
        "contact_day_ratio": split.contact_days,
        "rate_ratio_per_week": split.per_week,
    }


def overdispersion(given: Given, params: Given) -> Given:
    before, after = phases(given)
    ratio = stats.log_ratio(before, after)
    interval = stats.quasi_ratio_interval(before, after, params.get("level", 0.95), at_least=0)
    return {
        "pearson_dispersion": stats.dispersion(before, after),
        "log_ratio": ratio.value,
        "se_poisson": ratio.error,
        "se_quasi": ratio.widened,
        "rate_ratio": stats.rate_ratio(before, after),
        "ci_lower_t": interval.low,
        "ci_upper_t": interval.high,
        "index_of_dispersion_baseline": stats.dispersion_index([count for count, _ in before.weeks]),
        "index_of_dispersion_followup": stats.dispersion_index([count for count, _ in after.weeks]),
    }


def nonoverlap(given: Given, params: Given) -> Given:
    before, after = both(given)
    wanted = WANTED[params["improvement"]]
    share = overlap.nonoverlap(before, after, wanted=wanted)
    interval = overlap.nonoverlap_interval(before, after, params.get("level", 0.95), wanted=wanted)
    response = overlap.log_response(before, after)
    equal = sum(one == other for one in before for other in after)
    pairs = len(before) * len(after)
    return {
        "NAP": share,
        "NAP_se": overlap.nonoverlap_error(before, after, wanted=wanted),
        "NAP_ci_lower": interval.low,
        "NAP_ci_upper": interval.high,
        "Tau": overlap.tau(before, after, wanted=wanted),
        "PND": overlap.beyond_all(before, after, wanted=wanted),
        "PEM": overlap.beyond_median(before, after, wanted=wanted),
        "PAND": overlap.nonoverlapping_share(before, after, wanted=wanted),
        "IRD": overlap.improvement_difference(before, after, wanted=wanted),
        "TauU_parker2011": overlap.tau_u(before, after, wanted=wanted),
        "Tau_BC": overlap.corrected_tau(before, after, wanted=wanted),
        "SMD_baselineSD_bias_corrected": overlap.standardized_difference(before, after, wanted=wanted),
        "LRRi_R2": response.corrected,
        "LRRi_SE": response.error,
        "pairs": pairs,
        "positives": share * pairs - equal / 2,
        "ties": equal,
    }


def log_response(given: Given, params: Given) -> Given:
    before, after = both(given)
    response = overlap.log_response(before, after, params.get("truncation_D", 1))
    interval, percent = response.interval(params.get("level", 0.95)), response.percent(params.get("level", 0.95))
    return {
        "LRRd_R1": response.plain,
        "LRRd_R2_bias_corrected": response.corrected,
        "SE": response.error,
        "R2_ci_lower": interval.low,
        "R2_ci_upper": interval.high,
        **dict(zip(("pct_change_R1", "pct_ci_lower_R1", "pct_ci_upper_R1"), percent, strict=True)),
        "NAP": overlap.nonoverlap(before, after),
    }


def permutation(given: Given, params: Given) -> Given:
    before, after = both(given)
    return {
        "p_sum_of_counts": stats.permutation_of_weeks(before, after),
        "p_rank_sum_with_ties": stats.permutation_of_ranks(before, after),
    }


def trend(given: Given, params: Given) -> Given:
    counts = given["weekly_counts"]
    found = stats.trend(counts)
    return {
        "S": found.test.s,
        "tau": found.test.tau,
        "varS": found.test.variance,
        "p_two_sided": found.test.chance,
        "theil_sen_slope_per_week": found.slope,
        **{f"lag{lag}": stats.autocorrelation(counts, lag) for lag in (1, 2, 3)},
    }


def runs(counts: list[float | None], baseline: int = 0) -> Given:
    chart = stats.run_chart(counts, baseline, enough=1)
    return {
        "median": chart.median,
        "n_useful": chart.useful,
        "longest_run": chart.longest,
        "longest_run_max": chart.limits.longest,
        "crossings": chart.crossings,
        "crossings_min": chart.limits.crossings,
        "signal": chart.fires,
    }


def run_chart(given: Given, params: Given) -> Given:
    counts = given["weekly_counts"]
    return runs(counts) | {"whole": runs(counts), "frozen": runs(counts, given.get("freeze_median_on_first", 0))}


def run_limits(given: Given, params: Given) -> Given:
    limits = stats.run_limits(given["n_useful"])
    return {
        "longest_run_max": limits.longest,
        "crossings_min": limits.crossings,
        "p_signal_when_nothing_changed": stats.false_signal_chance(given["n_useful"]),
    }


def c_chart(given: Given, params: Given) -> Given:
    limits = stats.count_limits(given["weekly_counts"])
    return {
        "centre": limits.centre,
        "lcl": limits.low,
        "ucl": limits.high,
        "points_outside": len(stats.outside(given["weekly_counts"], limits)),
    }


def xmr(given: Given, params: Given) -> Given:
    counts, settings = given["weekly_counts"], given | params
    reach = 3 / 1.128 if params.get("constant") == "3/1.128" else params.get("constant", 2.66)
    made = partial(stats.xmr_limits, counts, baseline=settings.get("fix_after_n_points"), reach=reach, fewest=2)
    # screening can be off by name; the one chart that says nothing of it has no range to be screened
    limits, screened, plain = (
        made(screened=settings.get("screen_outliers", True)),
        made(screened=True),
        made(screened=False),
    )
    causes = stats.standing_out(counts, limits)
    better = WANTED[params.get("improvement", "decrease")]
    return {
        "mean": limits.centre,
        "upl": limits.high,
        "lpl": limits.low,
        "lpl_untruncated": limits.uncut,
        "screened_upl": screened.high,
        "screened_lpl": screened.uncut,
        "unscreened_upl": plain.high,
        "unscreened_lpl": plain.uncut,
        "special_cause_type": causes,
        "point_type": [cause and ("better" if (cause in RISES) == (better == 1) else "worse") for cause in causes],
    }


def proportion(given: Given, params: Given) -> Given:
    k, n, level = given["k"], given["n"], params.get("level", 0.95)
    return {
        "estimate": k / n if n else nan,
        "wilson": [*stats.proportion_interval(k, n, level)],
        "clopper_pearson": [*stats.binomial_interval(k, n, level)],
        "jeffreys_equal_tailed": [*stats.jeffreys_interval(k, n, level)],
        "agresti_coull": [*stats.adjusted_interval(k, n, level)],
        "p_at_least_k_if_true_0.75": stats.chance_of_at_least(k, n, 0.75),
        "p_at_most_k_if_true_0.75": stats.chance_of_at_most(k, n, 0.75),
        "p_two_sided_minlike_p0_0_75": stats.two_sided_binomial(k, n, 0.75),
    }


def poisson_ratio(given: Given, params: Given) -> Given:
    before, after = Phase(given["count2"], given["exposure2"]), Phase(given["count1"], given["exposure1"])
    normal = stats.approximate_chances(before, after, params.get("value", 1))
    return {
        "ratio": stats.rate_ratio(before, after),
        **ends(stats.exact_ratio_interval(before, after, params.get("level", 0.95))),
        "p_two_sided_minlike": stats.two_sided_chance(before, after, central=False),
        "p_two_sided_central": stats.two_sided_chance(before, after),
        "p_score": normal["null error"],
        "p_sqrt": normal["square root"],
        "p_wald": normal["wald"],
    }


def tau_u(given: Given, params: Given) -> Given:
    before, after = both(given)
    form = partial(overlap.tau_u, before, after, wanted=1)
    return {
        "SingleCaseES_parker2011": form("parker"),
        "scan_parker": form("parker"),
        "scan_tarlow": form("tarlow"),
        "scan_complete_taub": form("complete"),
    }


def e_test(given: Given, params: Given) -> Given:
    return {"pvalue": stats.estimated_chance(given["count1"], given["n1"], given["count2"], given["n2"])}


def kendall(given: Given, params: Given) -> Given:
    found = stats.kendall(given["x"], given["y"])
    return {"S": found.s, "tau_b": found.tau}


def smallest_chance(given: Given, params: Given) -> Given:
    return {"p": stats.smallest_trend_chance(given["n_weeks"])}


def elapsed(given: Given, params: Given) -> Given:
    offered, answered = (datetime.fromisoformat(given[name]) for name in ("offered_local", "answered_local"))
    hours = elapsed_hours(offered, answered, given["timezone"])
    return {"elapsed_hours": hours, "within_72h": hours <= params.get("limit_hours", 72)}


def rolling(given: Given, params: Given) -> Given:
    dates = [date.fromisoformat(text) for text in given["incident_dates"]]
    reached = stats.first_reached(dates, params.get("trigger", 3))
    return {
        "count_at_each_incident": stats.rolling_counts(dates),
        "first_trigger": reached and reached.isoformat(),
        "calendar_month_rule_would_trigger": stats.reached_in_a_month(dates, params.get("trigger", 3)),
    }


MEASURES: dict[str, Callable[[Given, Given], Given]] = {
    "rate_ratio_per_logged_week": rate_ratio,
    "weekly_rate_interval": rate_interval,
    "poisson_rate_interval": rate_interval,
    "rate_ratio_per_contact_day": per_contact_day,
    "overdispersion_and_quasi_poisson_ratio": overdispersion,
    "nonoverlap_decrease": nonoverlap,
    "nonoverlap_increase": nonoverlap,
    "log_response_ratio_decreasing": log_response,
    "exact_permutation_test": permutation,
    "trend_and_autocorrelation": trend,
    "run_chart_anhoej": run_chart,
    "run_chart_limits": run_limits,
    "run_chart_false_signal_probability": run_limits,
    "c_chart_limits": c_chart,
    "xmr_limits": xmr,
    "proportion_interval": proportion,
    "poisson_rate_ratio": poisson_ratio,
    "tau_u_variants": tau_u,
    "poisson_e_test": e_test,
    "kendall_tau_b": kendall,
    "mann_kendall_smallest_possible_p": smallest_chance,
    "elapsed_hours_local_clock": elapsed,
    "rolling_30_day_count": rolling,
}


def differences(got: Any, expected: Any, tolerance: float) -> list[str]:
    """Return what is not as expected, each with its place; nothing when all of it is."""
    if isinstance(expected, dict):
        missing = [f"{name}: not computed" for name in expected if name not in got]
        shared = [name for name in expected if name in got]
        return missing + [
            f"{name}: {text}" for name in shared for text in differences(got[name], expected[name], tolerance)
        ]
    if isinstance(expected, list):
        if len(got) != len(expected):
            return [f"{len(got)} values instead of {len(expected)}"]
        found = zip(got, expected, strict=True)
        return [f"[{place}] {text}" for place, pair in enumerate(found) for text in differences(*pair, tolerance)]
    return [] if agrees(got, expected, tolerance) else [f"{got!r} instead of {expected!r}"]


def agrees(got: Any, expected: Any, tolerance: float) -> bool:
    if expected in ("Infinity", "-Infinity"):
        return got == (inf if expected == "Infinity" else -inf)
    if expected == "undefined":
        return got is None or got != got
    if isinstance(expected, str):
        return got == LABELS.get(expected, expected)
    if expected is None or isinstance(expected, bool) or got is None:
        return got is expected
    return abs(got - expected) <= tolerance * max(1.0, abs(expected))
