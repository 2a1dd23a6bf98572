"""What Hypothesis runs when it is imported: `st.from_type(Scheme)` then draws schemes."""

from __future__ import annotations

__all__ = ["register_strategies"]


def register_strategies() -> None:
    """Tell Hypothesis how to draw schemes; nothing is built until one is drawn.

    >>> register_strategies()
    >>> from emulscore import Scheme
    >>> from hypothesis import strategies
    >>> isinstance(strategies.from_type(Scheme), strategies.SearchStrategy)
    True
    """
    # Imported here, because Hypothesis is still being imported while its hooks are looked up.
    from hypothesis import strategies as st  # noqa: PLC0415

    from emulscore.scheme import Scheme  # noqa: PLC0415

    def draw_schemes(_: type[Scheme]) -> st.SearchStrategy[Scheme]:
        from emulscore.testing.schemes import schemes  # noqa: PLC0415

        return schemes()

    st.register_type_strategy(Scheme, draw_schemes)
