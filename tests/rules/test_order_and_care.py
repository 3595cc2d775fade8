"""Rules of order and care: what is getting worse, what closes the approach, what was done."""

from __future__ import annotations

import re

import pytest

import patterns
from patterns.reply import shape
from patterns.rules import RULES
from patterns.words.en.rules import SENTENCES as EN_RULES
from patterns.words.ru.definitions import DEFINITIONS
from patterns.words.ru.rules import SENTENCES as RU_RULES
from tests.cases import days, make_case, moments, weekly_incidents

PEOPLE = [{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan"}]


def find(case, rule: str, on: str = "2026-03-30", weeks: int = 8):
    return patterns.measure(case, on=on, weeks=weeks).findings[rule]


def with_chat(folder, lines: list[str], **sheets):
    make_case(folder, people=PEOPLE, **sheets)
    (folder / "exports").mkdir(exist_ok=True)
    (folder / "exports" / "chat.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return patterns.open_case(folder)


# -- safety-trend -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("counts", "worse"), [((4, 6), True), ((4, 5), False), ((1, 2), False), ((0, 2), True)])
def test_half_as_many_again_and_at_least_two_more_is_a_sign(tmp_path, counts, worse):
    # each pair: incidents in the four weeks before, and in the last four
    before, after = counts
    rows = weekly_incidents("2026-02-02", (before, 0, 0, 0, after))
    case = make_case(tmp_path, incidents=rows, days=days("2026-02-02", 56))
    assert ("more incidents" in [each["what"] for each in find(case, "safety-trend").worse]) is worse


def test_a_low_rating_is_a_sign_and_missing_ratings_cannot_be_told(tmp_path):
    rated = days("2026-02-02", 28, **{"Felt safety": 7}) + days("2026-03-02", 1, **{"Felt safety": 3})
    finding = find(make_case(tmp_path / "a", days=rated), "safety-trend")
    assert [each["what"] for each in finding.worse] == ["felt safety lower"]
    assert (
        "felt safety lower" in find(make_case(tmp_path / "b", days=days("2026-02-02", 56)), "safety-trend").cannot_tell
    )


def test_less_contact_is_never_advised_without_asking_whether_it_is_safe_to_do_now():
    # what a rule says of less contact or of less access: the agreed words, the finding, the definition
    limiting = re.compile(
        r"less contact|reduc\w* contact|limit\w* contact|restrict\w* access|access restricted|scale back", re.I
    )
    agreed = re.compile(r"you agreed to", re.I)
    said = [*EN_RULES.values(), *(each.definition for each in RULES.values())]
    advising = [" ".join(each.split()) for each in said if limiting.search(each) and not each.startswith("There was")]
    assert len(advising) == 5  # trend: agreed, worse, definition; checklist: agreed, definition
    for words in advising:
        assert re.search("safe to do now", words), words
    assert not [each for each in said if agreed.search(each)]
    for key in ("trend.agreed", "trend.worse", "checklist.agreed"):
        assert "Безопасно ли это сейчас?".casefold() in RU_RULES[key].casefold()
    for rule in ("safety-trend", "refuse-checklist"):
        assert "безопасно ли это сейчас" in DEFINITIONS[rule]


def test_a_sign_of_worsening_comes_with_the_danger_of_limiting_contact_and_whom_to_plan_it_with(tmp_path):
    case = make_case(tmp_path, days=days("2026-03-02", 1, **{"Felt safety": 3}))
    sentence = find(case, "safety-trend").sentence
    assert "limiting contact can itself raise danger, so plan it with an advocate or the therapist" in sentence
    assert "Is it safe to do now?" in sentence


def test_without_a_sign_nobody_is_called_safe(tmp_path):
    finding = find(make_case(tmp_path, days=days("2026-02-02", 56)), "safety-trend")
    assert finding.worse == []
    assert "This does not mean you are safe." in finding.sentence


def test_contact_after_no_contact_is_a_sign(tmp_path):
    limits = [{"Level": "none", "From": "2026-03-10"}]
    case = with_chat(
        tmp_path,
        ["09/03/2026, 10:00 - Jan: one", "13/03/2026, 10:00 - Jan: two", "14/03/2026, 10:00 - Mira: three"],
        contact_limits=limits,
    )
    assert [each["on"].isoformat() for each in find(case, "safety-trend").worse] == ["2026-03-13"]


# -- the compassion approach --------------------------------------------------------------------------------------

STEP = {"Offered at": "2026-03-20 10:00", "Step": "phone call", "Sign": "request for help", "I feel safe enough": "yes"}


def test_the_gate_is_open_with_a_sign_and_a_tick_and_nothing_against(tmp_path):
    assert find(make_case(tmp_path, next_steps=[STEP]), "compassion-gate").open is True


@pytest.mark.parametrize(
    ("entry", "criterion"),
    [
        ({"Date": "2026-03-02", "Codes": "threat"}, "threat"),
        ({"Date": "2026-02-11", "Codes": "strangulation"}, "physical aggression"),
        ({"Date": "2026-02-11", "Codes": "monitoring"}, "stalking"),
        ({"Date": "2026-02-11", "Codes": "control"}, "coercive control"),
    ],
)
def test_any_one_of_these_closes_the_gate(tmp_path, entry, criterion):
    case = make_case(tmp_path, next_steps=[STEP], incidents=[entry])
    gate = find(case, "compassion-gate")
    assert (gate.open, gate.refused_by) == (False, [criterion])


def test_gaslighting_in_one_week_does_not_close_it_and_in_two_it_does(tmp_path):
    once = [{"Date": "2026-03-10", "Codes": "gaslighting"}, {"Date": "2026-03-11", "Codes": "gaslighting"}]
    assert not find(make_case(tmp_path / "a", incidents=once), "refuse").holds
    twice = [*once, {"Date": "2026-03-18", "Codes": "gaslighting"}]
    assert [each["criterion"] for each in find(make_case(tmp_path / "b", incidents=twice), "refuse").criteria] == [
        "gaslighting"
    ]


def test_a_core_boundary_crossed_twice_in_28_days_closes_it(tmp_path):
    case = make_case(
        tmp_path,
        boundaries=[{"Id": "B1", "Not accepted": "insults", "Core": "yes", "Shared on": "2026-01-02"}],
        incidents=[{"Date": on, "Codes": "insult", "Boundary": "B1"} for on in ("2026-03-03", "2026-03-20")],
    )
    names = [each["criterion"] for each in find(case, "refuse").criteria]
    assert names == ["repeated crossing of a shared boundary", "core boundary crossed twice in 28 days"]


def test_the_checklist_opens_with_the_dates_of_the_record(tmp_path):
    entries = [{"Date": "2026-03-02", "Codes": "threat"}, {"Date": "2026-02-11", "Codes": "strangulation"}]
    steps = [{"Step": "support person", "Date": "2026-03-05"}]
    finding = find(make_case(tmp_path, incidents=entries, checklist=steps), "refuse-checklist")
    assert [each.isoformat() for each in finding.steps[0]["from_the_record"]] == ["2026-02-11", "2026-03-02"]
    assert (finding.open, finding.k, finding.n) == (True, 1, 4)
    assert "your decision" in finding.sentence


def test_the_approach_is_up_for_review_after_28_days(tmp_path):
    plan = {"Compassion approach started": "2026-02-09"}
    assert find(make_case(tmp_path / "a", plan=plan), "compassion-expiry", on="2026-03-08").verdict == "not due yet"
    assert find(make_case(tmp_path / "b", plan=plan), "compassion-expiry", on="2026-03-10").verdict == "not met"
    held = [{"Date": "2026-03-09", "With": "therapist"}]
    assert (
        find(make_case(tmp_path / "c", plan=plan, reviews=held), "compassion-expiry", on="2026-03-10").verdict == "met"
    )


def test_signs_count_steps_the_other_person_offered_in_time(tmp_path):
    rows = [
        row | {"Step offered by": "other"}
        for row in moments(*[(f"2026-03-{day:02} 10:00", "", "") for day in (2, 9, 16, 23)])
    ]
    rows[3] |= {"Offered at": "2026-03-28 10:00"}  # five days after the conflict
    finding = find(make_case(tmp_path, conflicts=rows, next_steps=[STEP]), "compassion-signs")
    assert finding.repair_attempts == {"k": 3, "n": 4}
    assert finding.consistent is True
    assert finding.signs[0]["signs"] == ["request for help"]


# -- therapy, patterns, reviews -----------------------------------------------------------------------------------


def test_homework_is_met_when_every_whole_week_names_some(tmp_path):
    rows = [
        {
            "Date": on,
            "Whose": "other",
            "Status": "attended",
            "Homework": "write down each quarrel the same evening",
            "Homework status": status,
        }
        for on, status in (("2026-02-04", "done"), ("2026-02-11", "not done"))
    ]
    finding = find(make_case(tmp_path / "a", sessions=rows), "homework-weekly", on="2026-02-16")
    assert (finding.verdict, finding.k, finding.n, finding.status["done"]) == ("met", 2, 2, 1)
    vague = [rows[0], rows[1] | {"Homework": "be nicer"}]
    finding = find(make_case(tmp_path / "b", sessions=vague), "homework-weekly", on="2026-02-23")
    assert (finding.verdict, finding.k, finding.n, finding.vague_rows) == ("not met", 2, 3, [3])
    assert "what would be seen or heard" in finding.sentence


def test_couples_work_is_not_advised_once_a_safety_code_stands_in_the_record(tmp_path):
    both = [{"Therapy": "couples", "Whose": "both", "Both acknowledge": "yes", "Both committed": "yes"}]
    entry = [{"Date": "2025-06-01", "Codes": "physical", "Talked through on": "2025-07-01"}]
    finding = find(make_case(tmp_path, treatment=both, incidents=entry), "couples-guard")
    assert finding.guarded is True
    assert "not advised while there is abuse or fear" in finding.sentence


def test_a_code_in_three_of_four_complete_weeks_is_noted(tmp_path):
    entries = [{"Date": f"2026-03-{day:02}", "Codes": "contempt"} for day in (3, 10, 17)] + [
        {"Date": "2026-03-04", "Codes": "insult"}
    ]
    case = make_case(tmp_path, incidents=entries, days=days("2026-02-02", 56))
    assert find(case, "pattern-note").codes == ["contempt"]


def test_affection_then_devaluation_is_shown_as_a_sequence(tmp_path):
    entries = [{"Date": "2026-03-03", "Codes": "love-bombing"}, {"Date": "2026-03-17", "Codes": "devaluation"}]
    assert find(make_case(tmp_path, incidents=entries), "red-flags").sequences[0]["days_apart"] == 14


def test_a_missed_target_asks_for_the_boundaries(tmp_path):
    rows = weekly_incidents("2026-01-05", (2,) * 12)
    finding = find(make_case(tmp_path, incidents=rows, days=days("2026-01-05", 84)), "reassess")
    assert finding.not_met == ["incidents-eight-weeks"]
    assert "which boundary changes" in finding.sentence


def test_reviews_are_due_every_four_weeks(tmp_path):
    held = [{"Date": "2026-03-04", "With": "therapist"}]
    finding = find(make_case(tmp_path, reviews=held), "review-rhythm", on="2026-03-31")
    assert (finding.k, finding.n, finding.next.isoformat()) == (1, 2, "2026-04-27")


# -- contact, visits, scripts, pauses -----------------------------------------------------------------------------


def test_messages_outside_the_level_in_force_are_counted_both_ways(tmp_path):
    lines = [
        "02/03/2026, 10:00 - Jan: a",
        "03/03/2026, 10:00 - Jan: b",
        "03/03/2026, 11:00 - Mira: c",
        "20/03/2026, 11:00 - Jan: d",
    ]
    limits = [{"Level": "email only", "From": "2026-03-03", "Until": "2026-03-10"}]
    (level,) = find(with_chat(tmp_path, lines, contact_limits=limits), "contact-level").levels
    assert (level["inside"], level["outside"]) == ({"me": 0, "other": 0}, {"me": 1, "other": 1})


def test_arrivals_outside_days_hours_and_number_are_counted(tmp_path):
    # 3 March 2026 is a Tuesday, 7 March a Saturday
    lines = [f"03/03/2026, {clock} - Jan: x" for clock in ("09:00", "12:00", "21:00")] + [
        "13/03/2026, 12:00 - Jan: y",
        "07/03/2026, 12:00 - Jan: z",
    ]
    limits = [
        {
            "Channel": "text",
            "Level": "structured",
            "From": "2026-03-01",
            "Days allowed": "Mon-Fri",
            "Hours allowed": "08:00-20:00",
            "Most a day": 2,
        }
    ]
    (limit,) = find(with_chat(tmp_path, lines, contact_limits=limits), "channel-limits").limits
    assert (limit["days"]["other"], limit["hours"]["other"], limit["number"]["other"]) == (1, 1, 1)


def test_a_visit_without_a_look_at_the_plan_before_it_is_shown(tmp_path):
    visits = [{"Date": "2026-03-05", "Visit": "yes"}, {"Date": "2026-03-20", "Visit": "yes"}]
    plan = [{"Item": "exit plan", "State": "in place", "Last looked at": "2026-03-10"}]
    finding = find(make_case(tmp_path, days=visits, protections=plan), "exit-plan")
    assert (finding.k, finding.n, [each.isoformat() for each in finding.without]) == (1, 2, ["2026-03-05"])


def test_a_script_is_recognised_in_a_sent_message_and_what_followed_is_counted(tmp_path):
    lines = [
        "13/03/2026, 10:00 - Mira: Please stop. I will not talk when I am shouted at",
        "13/03/2026, 12:00 - Jan: fine",
        "15/03/2026, 12:00 - Jan: hello",
    ]
    scripts = [{"Id": "S1", "Words": "I will not talk when I am shouted at.", "Kind": "boundary"}]
    (used,) = find(with_chat(tmp_path, lines, scripts=scripts), "script-use").used
    assert (used["script"], used["messages_after"], used["entries_after"]) == ("S1", 1, 0)


def test_a_pause_for_the_day_ends_at_local_midnight(tmp_path):
    steps = [
        {"Offered at": "2026-03-13 21:00", "Step": "time-out", "Planned pause": "day"},
        {
            "Offered at": "2026-03-20 20:00",
            "Step": "time-out",
            "Planned pause": "20",
            "Came back at": "2026-03-20 20:30",
        },
    ]
    lines = ["13/03/2026, 23:30 - Jan: are you there", "14/03/2026, 00:30 - Jan: hello"]
    first, second = find(with_chat(tmp_path, lines, next_steps=steps), "pause-kept").pauses
    assert (first["planned_until"].isoformat(), first["messages_meanwhile"]) == ("2026-03-14T00:00:00", 1)
    assert second["minutes_late"] == 10


# -- replies ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "draft",
    [
        "I hear that you are upset. That makes sense to me. I will not talk while you shout. We can speak at 6.",
        "Я слышу, что тебе тяжело. Я не буду разговаривать на крике. Давай поговорим завтра в 18.00.",
    ],
)
def test_a_reply_of_the_agreed_shape_gets_no_hint(draft):
    assert shape(draft).hints == ()


def test_a_reply_with_three_sentences_of_validation_and_no_boundary_gets_hints():
    found = shape("I see. I know. I hear you. Let's talk tomorrow.")
    assert (found.sentences, found.validation, found.boundaries, found.next_steps) == (4, 3, 0, 1)
    assert len(found.hints) == 2


@pytest.mark.parametrize("text", ["你好。我听到了！明天谈？", "نعم؟ حسنا. غدا۔", "ठीक है। कल बात करते हैं। बस।"])
def test_sentences_are_told_apart_in_any_script(text):
    assert shape(text).sentences == 3
