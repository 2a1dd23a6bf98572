# ruff: noqa: INP001, T201 - a script that a person runs, and that prints
"""Score, explain and audit the annex of Ngã Năm town, 2023, and ask what would have raised the score.

Run it with `python examples/nga_nam_2023.py`.
"""

from __future__ import annotations

from emulscore.schemes import nga_nam_2023 as annex


def main() -> None:
    """Print the scorecard, one explanation, the audit's questions, and a what-if."""
    card = annex.scheme.score(annex.assessment, partial=True)

    print(annex.scheme.title)
    for row in card:
        print(f"  {row.id:>2}  {row.range}")
    print(f"Tổng điểm: {card.total}")

    print("\nVì sao tiêu chí 12 được chừng ấy điểm:")
    print(card["12"].explain())

    print("\nCâu hỏi đối chiếu:")
    for question in card.audit().texts():
        print(f"  {question}")

    # What if: change one figure, score again, and compare.
    figures = {name: measured.value for name, measured in annex.assessment.measurements.items()}
    better = annex.scheme.score(figures | {"dan_vneid": "90%"}, partial=True)
    gain = str(better["12"].points - card["12"].points).replace(".", ",")
    print("\nNếu 90% người dân kích hoạt VNeID mức 2:")
    print(f"  tiêu chí 12: {better['12'].range} điểm, thêm {gain}; tổng điểm: {better.total}")

    # What if the last row is known: the total is one number.
    whole = annex.scheme.score(figures | {"tieu_chi_15": 8})
    print(f"Nếu tiêu chí 15 được 8 điểm, tổng điểm là {whole.total}.")


if __name__ == "__main__":
    main()
