"""Spark is started for the tests that ask for it, and for no other."""

import pytest


@pytest.fixture(autouse=True)
def _spark_is_there(request: pytest.FixtureRequest) -> None:
    """Start Spark before a test whose engine it is."""
    callspec = getattr(request.node, "callspec", None)
    if callspec is not None and callspec.params.get("engine") == "spark":
        request.getfixturevalue("spark")
