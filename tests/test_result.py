"""The public result: its shape, its names, one entry for each rule."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

import patterns
from patterns.errors import PatternsError
from patterns.rules import RULES
from tests.cases import days, make_case, weekly_incidents
from tests.test_journeys import eight_weeks

SCHEMA = json.loads((files("patterns") / "result.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return eight_weeks(tmp_path_factory.mktemp("case"))


@pytest.mark.parametrize("on", ["2026-02-02", "2026-02-20", "2026-03-02", "2026-03-30", "2026-06-01"])
@pytest.mark.parametrize("weeks", [4, 8])
def test_the_result_has_the_shape_of_its_schema(case, on, weeks):
    jsonschema.validate(json.loads(patterns.measure(case, on=on, weeks=weeks).to_json()), SCHEMA)


def test_the_result_of_an_almost_empty_case_has_the_same_shape(tmp_path):
    result = patterns.measure(make_case(tmp_path), on="2026-03-30")
    jsonschema.validate(json.loads(result.to_json()), SCHEMA)
    assert [each["incidents"] for each in result.to_dict()["weekly"]] == [None] * 8


def test_an_open_safety_event_keeps_the_shape(tmp_path):
    rows = [{"Date": "2026-03-03", "Codes": "threat"}, {"Codes": "weapon", "When in words": "last spring"}]
    result = json.loads(patterns.measure(make_case(tmp_path, incidents=rows), on="2026-03-30").to_json())
    jsonschema.validate(result, SCHEMA)
    assert [event["on"] for event in result["safety"]["open"]] == ["2026-03-03", None]


def test_every_rule_has_one_entry_under_its_id(case):
    result = patterns.measure(case, on="2026-03-30")
    assert [rule["id"] for rule in result.to_dict()["rules"]] == list(RULES)
    assert result.rules["id"].tolist() == list(RULES)


def test_safety_comes_first_in_every_order():
    assert list(RULES)[:2] == ["safety-first", "safety-trend"]


def test_numbers_are_not_rounded(case):
    rule = next(
        rule
        for rule in patterns.measure(case, on="2026-03-30").to_dict()["rules"]
        if rule["id"] == "incidents-eight-weeks"
    )
    assert rule["per_contact_day"]["baseline"] == 20 / 26


def test_measuring_changes_no_frame_of_the_case(case):
    before = {name: getattr(case.log, name).copy() for name in ("incidents", "conflicts", "days", "sessions")}
    patterns.measure(case, on="2026-03-30")
    for name, frame in before.items():
        assert frame.equals(getattr(case.log, name))


@pytest.mark.parametrize(("on", "weeks"), [("30.03.2026", 8), ("2026-03-30", 0), ("2026-03-30", "8")])
def test_a_date_or_a_window_that_is_none_is_said_so(case, on, weeks):
    with pytest.raises(PatternsError):
        patterns.measure(case, on=on, weeks=weeks)


def test_a_window_never_begins_before_the_plan(tmp_path):
    case = make_case(tmp_path, incidents=weekly_incidents("2026-01-05", (1,) * 6), days=days("2026-01-05", 42))
    window = patterns.measure(case, on="2026-02-16", weeks=8).to_dict()["window"]
    assert (window["first"], window["days"]) == ("2026-02-02", 14)
