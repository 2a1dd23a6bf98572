"""What was said of a rule where its text is silent goes with the rule; what an argument takes is named."""

from __future__ import annotations

import pytest

from emulscore import Cap, Ratio, SchemeError, SetArgument
from emulscore.schemes.nga_nam_2023 import dan_cai_app, dan_vneid, scheme


def test_a_new_rule_drops_the_readings_of_arguments_that_it_does_not_have() -> None:
    """Row 12 says how 0 of 0 is read, as `empty` of a bare ratio; under a cap there is no such argument."""
    rule = Cap(Ratio(dan_vneid, target="80%", below="pro_rata", empty="refuse"))
    changes = [SetArgument("12", "rule", rule, why="Chỉ tiêu của xã")]
    derived = scheme.derive("xa-b-2026", "UBND xã B", "cấp xã", 2026, changes=changes)
    assert [one.argument for one in scheme.criteria["12"].readings] == ["empty"]
    assert derived.criteria["12"].readings == ()
    assert derived.criteria["11"].readings == scheme.criteria["11"].readings


def test_a_new_rule_keeps_the_readings_of_what_stays_and_gives_the_why_to_what_moves() -> None:
    """Row 13 explains its target, what is below it, and 0 of 0, all inside the cap; only the target is another one."""
    rule = Ratio(dan_cai_app, target="80%", below="pro_rata", empty="refuse")
    changes = [SetArgument("13", "rule.rule", rule, why="Chỉ tiêu của xã")]
    derived = scheme.derive("xa-b-2026", "UBND xã B", "cấp xã", 2026, changes=changes)
    was = {one.argument: one.text.vi for one in scheme.criteria["13"].readings}
    now = {one.argument: one.text.vi for one in derived.criteria["13"].readings}
    assert list(now) == ["rule.target", "rule.below", "high", "rule.empty"]
    assert now == was | {"rule.target": "Chỉ tiêu của xã"}


def test_an_argument_of_some_values_names_them() -> None:
    """A unit of time that is none is refused with those that are."""
    changes = [SetArgument("2", "unit", "tháng", why="Chỉ tính tháng tròn")]
    with pytest.raises(SchemeError) as refused:
        scheme.derive("xa-b-2026", "UBND xã B", "cấp xã", 2026, changes=changes)
    (problem,) = refused.value.problems
    assert problem.code == "wrong-argument"
    for unit in ("days", "working_days", "weeks", "months_begun", "months_completed"):
        assert unit in problem.text("vi")


def test_a_choice_is_told_in_words() -> None:
    """What follows where a fact did not arise is not told by the word that files use for it."""
    changes = [SetArgument("14", "not_applicable", "full", why="Không có sản phẩm thì không mất điểm")]
    derived = scheme.derive("xa-b-2026", "UBND xã B", "cấp xã", 2026, changes=changes)
    assert derived.derivation is not None
    (row,) = [one for one in derived.derivation.history if one.old == "14"]
    assert [one.text() for one in row.differences] == ["khi không phát sinh: từ “không có” thành “được đủ điểm”"]
    assert [one.text("en") for one in row.differences] == ["where it did not arise: from “none” to “full points”"]


def test_yes_and_no_are_told_in_words() -> None:
    """Whether the document states a row is yes or no; what `print` shows of a difference is its Vietnamese text."""
    derived = scheme.derive(
        "xa-b-2026", "UBND xã B", "cấp xã", 2026, changes=[SetArgument("12", "stated", value=False, why="Văn bản mờ")]
    )
    assert derived.derivation is not None
    (row,) = [one for one in derived.derivation.history if one.old == "12"]
    assert [str(one) for one in row.differences] == ["văn bản có nêu: từ “có” thành “không”"]
    assert [one.text("en") for one in row.differences] == ["stated: from “yes” to “no”"]
