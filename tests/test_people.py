"""Names and numbers become people only as the People sheet says."""

from __future__ import annotations

import pandas as pd
import pytest

from patterns.people import also_called, handle, known_as, resolve, unknown_senders
from patterns.schema import MESSAGES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Max 🙃", "max 🙃"),
        ("\u202a+1\u00a0(555)\u00a0010\u20110177\u202c", "+1 555 0100177"),
        ("0049 30 1234567", "+49 30 1234567"),
        ("~ Jan", "Jan"),
        ("jan@example.org", "Jan@Example.org"),
    ],
)
def test_forms_that_are_certainly_the_same_meet(one, other):
    assert handle(one) == handle(other)


def test_a_national_and_an_international_number_meet_only_on_a_persons_word():
    assert handle("0301234567") != handle("+49301234567")


def people(*rows):
    return pd.DataFrame(
        [{"row": n, "role": role, "name": name, "known_as": known} for n, (role, name, known) in enumerate(rows, 3)]
    )


def messages(*rows):
    rows_as_dicts = [
        {"sender": sender, "direction": direction, "kind": kind, "line": 1, "edited": False}
        for sender, direction, kind in rows
    ]
    return MESSAGES.conform(pd.DataFrame(rows_as_dicts))


def test_handles_of_one_row_are_one_person_and_unknown_ones_stay_missing():
    handles, problems = known_as(
        people(("me", "Mira", []), ("other", "Jan", ["M.", "+1 555 0100"]), ("child", "Tom", None))
    )
    found = resolve(
        messages(("M.", None, "text"), ("+15550100", None, "text"), ("Tom", None, "text"), ("Max", None, "text")),
        handles,
    )
    assert problems == []
    assert found["person"].tolist()[:3] == ["other", "other", "Tom"]
    assert found["person"].isna().tolist() == [False, False, False, True]


def test_what_an_export_marks_as_sent_is_from_me_and_a_notice_is_from_nobody():
    found = resolve(messages(("+1 555 0100", "sent", "text"), ("Mira", None, "notice")), {"mira": "me"})
    assert found["person"].tolist()[0] == "me"
    assert found["person"].isna().tolist() == [False, True]


def test_a_number_given_to_two_people_is_a_problem_naming_both_rows():
    _, problems = known_as(people(("me", "Mira", ["+1 555 0100"]), ("other", "Jan", ["+15550100"])))
    assert [(problem.sheet, problem.stops) for problem in problems] == [("People", True)]
    assert "rows 3 and 4" in problems[0].found


SHEET = people(("me", "Mira", []), ("other", "Jan", ["+49 170 5550123"]))


def asked(sender, called=()):
    handles, _ = known_as(SHEET)
    found = resolve(messages((sender, None, "text")).assign(source="a.txt"), handles)
    return [each.found for each in unknown_senders(found, SHEET, called)]


def test_the_national_form_of_a_known_number_is_proposed_and_not_applied():
    (found,) = asked("0170 5550123")
    assert found.endswith("; the number ends like one of other, with or without its country")


def test_another_number_is_not_proposed():
    assert asked("0170 5550124") == ["1 messages are from 0170 5550124, who is nobody on the People sheet yet"]


def test_a_contact_renamed_between_two_exports_is_proposed():
    (found,) = asked("Jan (new)", [("Jan", "Jan (new)")])
    assert found.endswith("; the same messages stand under 'Jan' in another export (other)")


def exported(source, sender, count):
    rows = messages(*[(sender, None, "text")] * count)
    return rows.assign(source=source, message_id=[f"id{number}" for number in range(count)])


def test_two_names_meet_by_three_messages_they_share_and_not_by_two():
    assert also_called([exported("a", "Jan", 3), exported("b", "J.", 5)]) == [("J.", "Jan")]
    assert also_called([exported("a", "Jan", 2), exported("b", "J.", 5)]) == []
    assert also_called([exported("a", "Jan", 9)]) == []
