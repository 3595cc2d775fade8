"""How far two people agree: coefficients worked by hand."""

from __future__ import annotations

import math

import pytest

from patterns.codes.agreement import cohen_kappa, gwet_ac1, krippendorff_alpha

ONE = [True] * 4 + [True] + [False] * 2 + [False] * 3
OTHER = [True] * 4 + [False] + [True] * 2 + [False] * 3


def test_kappa_of_ten_units():
    # 4 both yes, 3 both no: 0.7 agreed; yes 5 of 10 and 6 of 10: by chance 0.5*0.6 + 0.5*0.4 = 0.5; 0.2 / 0.5
    assert cohen_kappa(ONE, OTHER) == pytest.approx(0.4)


def test_alpha_of_ten_units():
    # 3 of 10 units disagree; of 20 values 11 are yes, 9 no: expected 2*11*9 / (20*19) = 198 / 380
    assert krippendorff_alpha([ONE, OTHER]) == pytest.approx(1 - 0.3 / (198 / 380))


def test_a_value_that_is_missing_leaves_its_unit_out_of_alpha():
    assert krippendorff_alpha([[*ONE, None], [*OTHER, True]]) == pytest.approx(krippendorff_alpha([ONE, OTHER]))


def test_ac1_of_ten_units():
    # yes is used in 11 of 20 values: 0.55; by chance 2 * 0.55 * 0.45 = 0.495; (0.7 - 0.495) / 0.505
    assert gwet_ac1(ONE, OTHER) == pytest.approx(0.205 / 0.505)


def test_two_who_agree_throughout_agree_wholly():
    assert cohen_kappa(ONE, ONE) == 1
    assert krippendorff_alpha([ONE, ONE]) == 1


def test_where_there_is_one_value_only_kappa_cannot_tell():
    assert math.isnan(cohen_kappa([True] * 5, [True] * 5))
