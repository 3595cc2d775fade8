"""Sources and gaps: every record accounted for, every gap named, nothing taken as quiet."""

from __future__ import annotations

import pytest

from patterns.report import blocks as kinds
from tests.report.record import blocks_of, record

CHAT = """05/01/2026, 09:30 - Ilka: good morning
05/01/2026, 09:31 - Bodo: <Media omitted>
13/01/2026, 18:00 - Bodo: on two
lines
14/01/2026, 18:00 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
"""


@pytest.fixture(scope="module")
def blocks(tmp_path_factory):
    folder = record(tmp_path_factory.mktemp("sources") / "case")
    (folder / "exports").mkdir()
    (folder / "exports" / "chat.txt").write_text(CHAT, encoding="utf-8")
    (folder / "exports" / "picture.jpg").write_bytes(b"not opened")
    return blocks_of(folder)


def table(blocks, caption):
    return next(each for each in blocks if each["kind"] == "table" and each["caption"].startswith(caption))


def test_the_parts_of_every_export_add_up_to_its_records(blocks):
    found = table(blocks, "Every export")
    row = dict(zip(found["columns"], found["rows"][0], strict=True))
    parts = [int(row[name]) for name in ("Messages", "Notices", "Repeated", "Skipped")]
    assert int(row["Records"]) == sum(parts) == 4  # three messages and one notice; the fourth line belongs to the third
    assert (row["First"], row["Last"]) == ("5 January 2026", "13 January 2026")


def test_how_zone_and_date_order_were_settled_is_said(blocks):
    found = table(blocks, "How times")
    row = dict(zip(found["columns"], found["rows"][0], strict=True))
    assert row["Time zone, and why"].startswith("Europe/Berlin: ")
    assert row["Date order, and why"].startswith("day first: ")
    assert "1 media" in row["Of these"]


def test_days_without_a_record_are_named_and_not_taken_as_quiet(blocks):
    words = " ".join(kinds.words_of(blocks))
    # unknown: 25 Feb, 3, 5 and 7 Mar; 3 March has an entry, so it is known
    assert "3 days of the window are not recorded: 25 Feb, 5 Mar and 7 Mar." in words
    assert "No entry does not mean that nothing happened." in words


def test_what_lies_beside_the_exports_and_was_not_opened_is_counted(blocks):
    assert "1 picture, sound or other file lies beside the exports; none was opened." in " ".join(
        kinds.words_of(blocks)
    )


def test_a_case_without_messages_says_so_and_shows_no_zero(tmp_path):
    blocks = blocks_of(record(tmp_path / "case"))
    assert "No messages in this case." in " ".join(kinds.words_of(blocks))
    assert not [each for each in blocks if each["kind"] == "table" and each["caption"].startswith("Every export")]


def under(blocks, name):
    """The words of one section: what stands between its heading and the next."""
    start = next(place for place, each in enumerate(blocks) if each["kind"] == "section" and each["name"] == name)
    end = next((place for place in range(start + 1, len(blocks)) if blocks[place]["kind"] == "section"), len(blocks))
    return " ".join(kinds.words_of(blocks[start + 1 : end]))


@pytest.mark.parametrize(
    "unseen",
    [
        "Calls",
        "Talk and acts in person",
        "Deleted and disappearing messages",
        "Other apps, accounts and phones",
        "Tone",
    ],
)
def test_what_these_records_cannot_see_is_always_said(blocks, unseen):
    assert unseen in under(blocks, "cannot-see")


@pytest.mark.parametrize(
    "when",
    [
        "afraid that the other person finds this",
        "if you were hurt",
        "if there is a weapon",
        "if you think of not wanting to live",
    ],
)
def test_who_should_not_go_through_this_alone_is_always_said(blocks, when):
    said = under(blocks, "not-alone")
    assert when in said
    assert "please talk to an advocate, a doctor or someone you trust first" in said
