"""What notebooks show and save of a case holds no word that somebody wrote, until it is asked for."""

from __future__ import annotations

import subprocess
import sys

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

import patterns
from patterns import display
from tests.cases import make_case
from tests.test_case import line, with_exports

SECRET = "the red bucket <b>fell</b>"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = with_exports(tmp_path_factory.mktemp("shown"), chat=line(14, "Jan", SECRET) + line(15, "Mira", "yes"))
    return patterns.open_case(folder)


@pytest.mark.parametrize("what", [repr, lambda each: each._repr_html_()], ids=["text", "html"])
def test_a_case_and_its_result_show_no_word_of_a_message(case, what):
    for each in (case, patterns.measure(case, on="2026-03-30")):
        assert "red bucket" not in what(each)


def test_parts_of_a_case_print_without_the_rows_they_hold(tmp_path):
    case = make_case(tmp_path, incidents=[{"Date": "2026-03-03", "What happened": SECRET}])
    assert "bucket" not in repr(case.log)
    assert "bucket" not in repr(patterns.measure(case, on="2026-03-30").review)


def test_a_table_of_messages_shows_lengths_in_place_of_texts(case):
    shown = display.table_html(case.messages)
    assert "red bucket" not in shown
    assert "hidden, 26 characters" in shown  # "the red bucket <b>fell</b>": 3+1+3+1+6+1+11
    assert "hidden, 26 characters" in display.without_words(case.messages).loc[0, "text"]


def test_a_table_of_the_log_hides_free_words_and_keeps_codes(tmp_path):
    rows = [{"Date": "2026-03-03", "Codes": "insult", "What happened": SECRET}]
    shown = display.table_html(make_case(tmp_path, incidents=rows).log.incidents)
    assert "bucket" not in shown
    assert "insult" in shown


def test_a_frame_of_somebody_elses_is_shown_as_pandas_shows_it():
    frame = pd.DataFrame({"text": ["hello"]})
    assert display.hidden_columns(frame) == []
    shown = display.table_html(frame)
    assert shown == f"<div class='{display.NO_FORMULAS}'>{frame._repr_html_()}</div>"  # nor drawn as a formula


def test_a_long_table_costs_no_more_than_the_rows_it_shows(case):
    long = pd.concat([case.messages] * 100, ignore_index=True)
    assert len(display.short(long)) == 10  # pandas' display.min_rows


def test_cells_of_a_card_are_escaped():
    assert "<script>" not in display.card("<script>", [("<script>", "<script>")])


def test_a_notebook_that_shows_tables_is_saved_without_a_word_of_them(case):
    cells = ["import patterns", f"case = patterns.open_case({str(case.folder)!r})", "case", "case.messages", "case.log"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in cells])
    NotebookClient(notebook, timeout=60).execute()
    saved = nbformat.writes(notebook)
    assert "message_id" in saved
    assert "red bucket" not in saved


def test_importing_the_package_loads_nothing_that_takes_time():
    heavy = ("IPython", "ipywidgets", "jupyterlab", "matplotlib", "nbconvert", "openpyxl", "pandas", "scipy", "typst")
    code = f"import sys, patterns; dir(patterns); print([each for each in {heavy} if each in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_charts_are_found_by_completion():
    assert "plot_incidents" in dir(patterns.plots)
    assert patterns.plots.plot_incidents.__doc__
    assert {"lab", "plots", "measure"} <= set(dir(patterns))
