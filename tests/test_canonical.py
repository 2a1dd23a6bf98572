"""The canonical form and the fingerprint."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from emulscore import Refused
from emulscore.canonical import canonical, fingerprint


def test_one_number_has_one_form() -> None:
    """However a number is spelt, exact types of the same value agree, and another value does not."""
    assert {canonical(one) for one in (1, Fraction(1), Decimal("1.0"), Decimal("1.00"))} == {"1"}
    assert canonical(Decimal("0.5")) == canonical(Fraction(1, 2)) == '{"/":"1/2"}'
    assert canonical(value=True) == "true" != canonical(1)


def test_what_has_no_fields_has_no_form() -> None:
    """An object whose content cannot be seen is refused, not told apart by its address."""
    with pytest.raises(Refused, match="no-canonical-form"):
        fingerprint(object())
