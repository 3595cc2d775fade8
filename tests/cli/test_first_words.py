"""What is said once for each case before anything is kept, and a folder that seems to be copied to a cloud."""

from __future__ import annotations

import pytest

from patterns.cli import main
from patterns.store import history
from patterns.store.cloud import copied_by
from patterns.words import say
from tests.cases import write_sheet
from tests.test_case import line, with_exports

MADE = ("--start", "2026-02-02", "--zone", "Europe/Berlin")


@pytest.fixture
def run(capsys):
    def _run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in arguments])
        return ended.value.code, capsys.readouterr().err

    return _run


def test_ten_lines_stand_before_anything_is_stored(run, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    there = []

    def _no(question, **_):
        there.append((question, (tmp_path / "mine").exists()))
        return False

    monkeypatch.setattr("click.confirm", _no)
    status, told = run("new", tmp_path / "mine", *MADE)
    assert there == [("Is it safe for you to keep this here?", False)]
    assert (status, (tmp_path / "mine").exists()) == (1, False)
    assert [f"{n:>2}. " in told for n in range(1, 11)] == [True] * 10
    for word in ("emergency number", "advocate", "weapon", "cloud copies", "changing a password"):
        assert word in told


def test_they_are_said_once_for_a_case_whichever_command_comes_first(run, tmp_path):
    first = say("first-words.lines").splitlines()[0]
    assert first in run("new", tmp_path / "mine", *MADE, "--safe-here")[1]
    assert first not in run("check", tmp_path / "mine")[1]
    by_hand = with_exports(tmp_path / "other", chat=line(14, "Jan", "tea?") + line(15, "Mira", "yes"))
    assert first in run("import", by_hand)[1]
    assert first not in run("import", by_hand)[1]
    assert next(each["what"] for each in history.read(by_hand)) == "told"


def test_a_folder_that_comes_to_lie_in_a_cloud_is_named_once_more(run, tmp_path):
    run("new", tmp_path / "mine", *MADE, "--safe-here")
    (tmp_path / "Dropbox").mkdir()
    moved = (tmp_path / "mine").rename(tmp_path / "Dropbox" / "mine")
    status, told = run("check", moved)
    assert (status, "copied by Dropbox" in told) == (0, True)
    assert "copied by" not in run("check", moved)[1]


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("OneDrive/Documents/mine", "OneDrive"),
        ("OneDrive - Example Ltd/mine", "OneDrive"),
        ("Dropbox (Personal)/mine", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/mine", "iCloud"),
        ("iCloudDrive/mine", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-somebody/My Drive/mine", "Google Drive"),
        ("Library/CloudStorage/Tresor-somebody/mine", "Tresor"),
        ("Google Drive/mine", "Google Drive"),
        ("Nextcloud/mine", "Nextcloud"),
        ("Documents/mine", ""),
        ("drop boxes/mega store/my drivers/mine", ""),
    ],
)
def test_services_are_known_by_the_names_of_their_folders(tmp_path, place, service):
    assert copied_by(tmp_path / place) == service


def test_services_are_known_by_what_they_put_into_folders_of_any_name(tmp_path, monkeypatch):
    for marker, service in ((".dropbox.cache", "Dropbox"), (".tmp.drivedownload", "Google Drive"),
                            (".stfolder", "Syncthing")):  # fmt: skip
        (tmp_path / service / "papers" / "mine").mkdir(parents=True)
        (tmp_path / service / marker).mkdir()
        assert copied_by(tmp_path / service / "papers" / "mine") == service
    monkeypatch.setenv("OneDrive", str(tmp_path / "letters"))
    assert copied_by(tmp_path / "letters" / "mine") == "OneDrive"
    assert copied_by(tmp_path / "letters-2" / "mine") == ""


def test_import_asks_once_for_each_export_whether_it_is_ones_own(run, tmp_path, monkeypatch):
    case = with_exports(tmp_path / "case", chat=line(14, "Jan", "tea?") + line(15, "Mira", "yes"))
    assert "give --mine" in run("import", case)[1]
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked, answers = [], iter([False, True])
    monkeypatch.setattr("click.confirm", lambda question, **more: asked.append(question) or next(answers))
    status, told = run("import", case)
    assert (status, "Nothing was read" in told) == (1, True)
    assert run("import", case)[0] == 0
    assert run("import", case)[0] == 0  # answered, so not asked again
    assert asked == ["1 export is new. Are these messages that were sent to you or by you?"] * 2
    (case / "exports" / "more.txt").write_text(line(16, "Jan", "later?") + line(17, "Mira", "no"), encoding="utf-8")
    run("import", case, "--mine")
    assert len(asked) == 2
    mine = [each["sources"] for each in history.read(case) if each["what"] == "mine"]
    assert mine == [["exports/chat.txt"], ["exports/more.txt"]]


def test_after_a_no_no_command_reads_anything_and_after_a_yes_none_asks_again(run, tmp_path, monkeypatch):
    case = with_exports(tmp_path / "case", chat=line(14, "Jan", "tea?") + line(15, "Mira", "yes"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked, answer = [], [False]
    monkeypatch.setattr("click.confirm", lambda question, **more: asked.append(question) or answer[0])
    out = tmp_path / "case" / "messages.csv"
    commands = (
        ("suggest",), ("report", "--on", "2026-03-30"), ("chronology",), ("messages", "--to", out), ("check",),
        ("measure", "--on", "2026-03-30"), ("explain", "attendance", "--on", "2026-03-30"), ("lab",), ("import",),
    )  # fmt: skip
    for command, *more in commands:
        assert run(command, case, *more)[0] == 1, command
    assert len(asked) == len(commands)
    assert not {each["what"] for each in history.read(case)} & {"source", "read", "mine"}
    assert not out.exists()
    answer[0] = True
    assert run("suggest", case)[0] == 0
    assert run("messages", case, "--to", out)[0] == 0
    assert len(asked) == len(commands) + 1
    (case / "exports" / "chat.txt").write_text(line(14, "Jan", "tea?") + line(16, "Mira", "no"), encoding="utf-8")
    run("check", case)
    assert len(asked) == len(commands) + 2  # another file under the same name


def test_an_export_that_the_sources_sheet_calls_somebody_elses_is_not_asked_about(run, tmp_path, monkeypatch):
    case = with_exports(tmp_path / "case", chat=line(14, "Jan", "tea?") + line(15, "Mira", "yes"))
    write_sheet(case, "Sources", [{"File": "chat.txt", "I take part": "no"}])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda question, **more: pytest.fail(question))
    assert run("check", case)[0] == 0


def test_the_record_of_a_reading_says_when_with_what_and_what_was_found(run, tmp_path):
    case = with_exports(tmp_path / "case", chat=line(14, "Jan", "tea?") + line(15, "Mira", "yes"))
    run("import", case, "--mine")
    before, read = [each for each in history.read(case) if each["what"] in ("source", "read")]
    assert {"sha256", "bytes", "modified", "at"} <= set(before)
    assert {"at", "local", "program", "format", "zone", "date_order", "first", "last", "warnings"} <= set(read)
    parts = [read[name] for name in ("messages", "notices", "duplicates", "skipped")]
    assert read["records"] == sum(parts) == 2
