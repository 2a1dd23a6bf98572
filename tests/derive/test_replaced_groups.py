"""Groups that are replaced, set or made of rows, and changes that are given in other types."""

import pytest

from emulscore import (
    Criterion,
    Direct,
    Group,
    PointsFact,
    Rebase,
    Refused,
    Replace,
    Scheme,
    SetArgument,
    Words,
    percent,
    points,
)
from emulscore.derive import Change

WHY = "vì"


def row(number: str, base: int = 2) -> Criterion:
    return Criterion(number, f"Việc {number}", base, Direct(PointsFact(f"viec_{number}", largest=base)))


PARENT = Scheme("goc", "Gốc", total=10, items=[Group("A", "Nhóm", [row("1"), row("2")], 4), row("3", 6)])


def derived(*changes: Change) -> Scheme:
    return PARENT.derive("xa", "UBND", "cấp xã", 2026, changes=changes)


def told(scheme: Scheme) -> dict[str, str]:
    """Return what the record says of each row, by its first words."""
    assert scheme.derivation is not None
    assert str(scheme.derivation) == scheme.derivation.text()
    return dict(line.split(": ", 1) for line in scheme.derivation.text().splitlines()[2:])


def test_rows_of_a_replaced_group_are_followed_one_by_one() -> None:
    """Rows 1 and 2 become 1 and 4: one is kept, one is gone, one is new; the reason stands where something happened."""
    found = told(derived(Replace("A", Group("A", "Nhóm", [row("1"), row("4")], 4), why=WHY)))
    assert found == {
        "Nhóm A (Nhóm)": "giữ nguyên.",
        "Tiêu chí 1 (Việc 1)": "giữ nguyên.",
        "Tiêu chí 2 (Việc 2)": "lược bỏ. Lý do: vì.",
        "Tiêu chí 4 (Việc 4)": "thêm mới. Lý do: vì.",
        "Tiêu chí 3 (Việc 3)": "giữ nguyên.",
    }


def test_a_row_that_becomes_a_group_says_so() -> None:
    """Row 3 is a group of one row from now on: another kind of line, another title."""
    found = told(derived(Replace("3", Group("3", "Nhóm ba", [row("5", 6)], 6), why=WHY)))
    assert found["Nhóm 3 (Nhóm ba)"] == (
        "thay đổi: loại dòng: từ “tiêu chí” thành “nhóm”; tên gọi: từ “Việc 3” thành “Nhóm ba”. Lý do: vì."
    )
    assert found["Tiêu chí 5 (Việc 5)"] == "thêm mới. Lý do: vì."


def test_the_cap_of_a_group_is_its_points() -> None:
    """Two rows of 2 points under a cap of 3, and a row of 6: 9 in all."""
    scheme = derived(SetArgument("A", "cap", 3, why=WHY))
    assert scheme.total == 9
    assert scheme.items[0].base == 3


def test_a_change_is_the_same_however_its_value_is_given() -> None:
    """Words without English are a text, amounts are what files write for them."""
    given = (Words("Tên"), points("0,5"), percent(20), "Tên")
    assert [SetArgument("1", "title", one, why=WHY).value for one in given] == ["Tên", "0.5", "20%", "Tên"]


def test_a_scale_is_a_number() -> None:
    """Nothing, or a list, is no total to be brought to."""
    for raw in (None, [100]):
        with pytest.raises(Refused) as caught:
            Rebase(raw, step="0.01", amounts="scale", why=WHY)
        assert caught.value.code == "not-a-number"
