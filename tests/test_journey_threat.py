"""A threat stands in the messages: what is shown first, what is asked, and what no count may hide."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook

import patterns
from patterns.cli import main
from patterns.codes.passages import to_ask
from tests.cases import days, make_case, write_sheet


def at(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - the wall time that an export shows


SAID = {  # what stands in the messages, by the wall time in Berlin
    at(2026, 3, 2, 23, 14): ("Jan", "if you leave I will kill you"),
    at(2026, 3, 3, 8, 2): ("Jan", "i know where you park"),
    at(2026, 3, 3, 19, 40): ("Mira", "you said you would kill me"),
    at(2026, 3, 4, 8, 30): ("Jan", "this traffic is killing me"),
    at(2026, 3, 4, 12, 5): ("Jan", "I could murder a pizza"),
    at(2026, 3, 5, 22, 10): ("Jan", "я тебя убью"),
    at(2026, 3, 6, 21, 0): ("Jan", "say that again"),
    at(2026, 3, 6, 21, 1): ("Jan", "and see what happens to you"),
}
NECK = "his hands on my neck, could not breathe"  # what stands in the log, without a code
PLAIN = ("on my way", "the bins are out", "six is fine", "did the parcel come?", "ok", "see you later")


def chat() -> str:
    """6,200 messages, one every 50 minutes from September on, the ones above among them."""
    begun = at(2025, 9, 1, 9, 0)
    rows = {
        begun + timedelta(minutes=50 * number): ("Jan" if number % 2 else "Mira", PLAIN[number % len(PLAIN)])
        for number in range(6200 - len(SAID))
    } | SAID
    return "".join(f"{when:%d/%m/%Y, %H:%M} - {who}: {words}\n" for when, (who, words) in sorted(rows.items()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("threat") / "case"
    make_case(
        place,
        start="2026-02-09",
        people=[{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan"}],
        days=days("2026-01-12", 60),
        incidents=[
            {"Date": "2026-02-11", "Time": "22:00", "Channel": "in person", "What happened": NECK},
        ],
    )  # fmt: skip
    (place / "exports").mkdir()
    (place / "exports" / "chat.txt").write_text(chat(), encoding="utf-8")
    return place


def run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    assert ended.value.code == 0


def page(folder) -> str:
    """Return the words of the first page, without its style and script."""
    source = (folder / "reports" / "page_1.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(style|script).*?</\1>", "", source)).split())


def asked(folder) -> dict[str, set[str]]:
    """Return the codes asked about, by the words of the message."""
    book = load_workbook(folder / "review.xlsx")
    found: dict[str, set[str]] = {}
    for name in ("To review", "Possible"):
        header, *rows = list(book[name].iter_rows(min_row=2, values_only=True))
        for row in (dict(zip(header, cells, strict=True)) for cells in rows if cells[header.index("Code")]):
            found.setdefault(row["Passage"], set()).add(row["Code"])
    return found


def decide(folder, decision: str, only=lambda row: True) -> None:
    book = load_workbook(folder / "review.xlsx")
    for name in ("To review", "Possible"):
        header = [cell.value for cell in book[name][2]]
        for cells in book[name].iter_rows(min_row=3):
            row = dict(zip(header, cells, strict=True))
            if row["Code"].value and only({key: cell.value for key, cell in row.items()}):
                row["Decision"].value = decision
    book.save(folder / "review.xlsx")


def test_the_first_thing_after_reading_the_messages_is_the_page_about_safety(folder, capsys):
    run("import", str(folder))
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("Look at this first")
    assert first.endswith("page_1.html")
    assert [each.name for each in (folder / "reports").iterdir()] == ["page_1.html"]


def test_the_page_names_days_and_kinds_and_holds_no_statistics_and_no_words_of_a_message(folder):
    words = page(folder)
    assert "2 March 2026: a passage that may be" in words
    assert "5 March 2026" in words  # the one in Russian
    assert "11 February 2026: an entry that may tell of strangulation, without that code (Incidents row 2)" in words
    assert "%" not in words
    assert not re.search(r"baseline|weeks of the plan|met\b", words)
    for _, said in SAID.values():
        assert said.casefold() not in words.casefold()
    assert "hands on my neck" not in words


def test_the_page_says_who_decides_and_leaves_three_ways(folder):
    words = page(folder)
    assert "You know best" in words
    assert "may be a threat, or may not" in words
    for way in ("Look:", "Later:", "Not a threat:"):
        assert way in words


def test_a_row_of_the_log_without_a_code_is_asked_about_at_its_cell_without_its_words(folder, capsys):
    run("check", str(folder))
    (line,) = [each for each in capsys.readouterr().out.splitlines() if "may tell of strangulation" in each]
    assert "Incidents" in line
    assert "Talked through on" in line
    assert "my neck" not in line


def test_hands_on_the_neck_bring_the_note_to_see_a_doctor(folder):
    words = page(folder)
    assert "may mention pressure on the neck" in words
    assert "without any mark outside" in words
    assert "tell a trained advocate" in words


def test_without_a_country_there_is_a_number_to_fill_in_and_none_is_guessed(folder):
    words = page(folder)
    assert "mergency number where you are" in words
    assert not re.search(r"\b(112|911|999|110)\b", words)


def test_nothing_on_the_page_advises_what_can_raise_danger(folder):
    words = page(folder).casefold()
    assert not re.search(r"\bconfront|\b(leave|record|show) (him|her|them|today|now)\b", words)
    assert "no danger" not in words
    assert "raise danger" in words  # leaving and limiting contact need a plan
    assert "safer device" in words


def test_the_page_hides_itself_without_a_network(folder):
    source = (folder / "reports" / "page_1.html").read_text(encoding="utf-8")
    assert "does not erase" in source
    assert "Escape" in source
    assert not re.search(r"(src|href)=\"(?!#|data:)", source)


def test_every_threat_is_asked_about_the_split_one_with_both_its_halves(folder):
    run("suggest", str(folder))
    found = asked(folder)
    assert "threat" in found["if you leave I will kill you"]
    assert found["i know where you park"] & {"threat", "stalking", "monitoring"}
    assert "threat" in found["я тебя убью"]
    assert "threat" in found["say that again\nand see what happens to you"]


def test_her_own_report_is_asked_about_as_such_and_never_as_a_threat_of_hers(folder):
    case = patterns.open_case(folder)
    own = case.suggestions.merge(case.messages[["message_id", "person", "text"]], on="message_id")
    own = own.loc[own["text"] == "you said you would kill me"]
    assert own["cue"].str.startswith("disclosure/").any()
    asked_about = to_ask(case.suggestions, case.messages)
    assert asked_about.loc[asked_about["message_id"].isin(own["message_id"]), "cue"].str.startswith("disclosure/").all()
    acts = patterns.measure(case, on="2026-03-09", weeks=4).review.acts
    assert acts["codes"].tolist() == [["other abusive"]]  # the log's alone, and what it may tell of is not in it


def test_four_weeks_are_not_assessed_while_it_is_open(folder):
    result = patterns.measure(folder, on="2026-03-09", weeks=4)
    assert result.page_first
    for rule in ("outbursts-four-weeks", "incidents-eight-weeks"):
        assert result.findings[rule].verdict == "not assessed - safety first"
    opened = {str(each["on"]) for each in result.safety_open}
    assert {"2026-03-02", "2026-03-05", "2026-03-06", "2026-02-11"} <= opened


def test_compassion_is_closed_and_the_checklist_begins_with_both_days(folder):
    decided = {"Date": "2026-02-11", "Time": "22:00", "Codes": "strangulation", "Channel": "in person"}
    write_sheet(folder, "Incidents", [decided | {"What happened": NECK}])  # the person gave it the code
    result = patterns.measure(folder, on="2026-03-09", weeks=4)
    gate = result.findings["compassion-gate"]
    assert "threat" in gate.sentence
    assert "physical aggression" in gate.sentence
    decide(folder, "yes", lambda row: row["Passage"] == "if you leave I will kill you" and row["Code"] == "threat")
    checklist = patterns.measure(folder, on="2026-03-09", weeks=4).findings["refuse-checklist"]
    assert {"2026-02-11", "2026-03-02"} <= {each.isoformat() for each in checklist.steps[0]["from_the_record"]}


def test_what_was_said_to_be_no_threat_is_kept_with_its_day_and_not_asked_again(folder):
    decide(folder, "no", lambda row: "killing me" in row["Passage"] or "pizza" in row["Passage"])
    decide(folder, "no", lambda row: row["Passage"] == "i know where you park")
    run("suggest", str(folder))
    assert not [words for words in asked(folder) if "killing me" in words or "pizza" in words or "park" in words]
    assert (patterns.open_case(folder).reviewed["decision"] == "no").any()
    lines = (folder / "history.jsonl").read_text(encoding="utf-8")
    assert '"decision": "no"' in lines or '"decision":"no"' in lines


def test_after_everything_is_decided_the_page_says_what_is_still_open_and_never_that_it_is_over(folder):
    decide(folder, "no", lambda row: not row["Decision"])
    run("suggest", str(folder))
    words = page(folder)
    assert "2 March 2026" in words  # confirmed above, and not talked through yet
    assert "11 February 2026: strangulation (Incidents row 2)" in words
    assert "may mention pressure" not in words  # it does: the code says so
    assert "without any mark outside" in words
    assert "5 March 2026" not in words  # decided: no threat
    assert "no danger" not in words.casefold()
