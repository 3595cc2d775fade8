from __future__ import annotations

import pytest

from tests.lab.talk import small_record


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return small_record(tmp_path_factory.mktemp("looked") / "case")
