# ruff: noqa: INP001, T201 - a script that a person runs, and that prints
"""Derive the schemes of a ward and of a commune from the annex of Ngã Năm town, and score a unit by each.

The ward, the commune, their documents and their figures are made up. The changes stand in `phuong/` and `xa/`, as files.

Run it with `python examples/phuong_xa.py`.
"""

from __future__ import annotations

from pathlib import Path

from emulscore.files import derive_from_file, load_assessment, load_scheme
from emulscore.numbers import show

HERE = Path(__file__).parent


def main() -> None:
    """Print the bases, the result, the questions and the best next step of each."""
    for folder, opened in ((HERE / "phuong", "dan_vneid"), (HERE / "xa", "ap_du_buoi")):
        scheme = derive_from_file("nga-nam-2023", folder / "thay-doi.toml")
        card = scheme.score(load_assessment(folder / "ho-so.toml"))

        print(scheme.title)
        print("  giống tệp đã lưu:", "có" if scheme == load_scheme(folder / "bo-tieu-chi.toml") else "không")
        print("  điểm chuẩn:", " ".join(f"{row.id}={show(row.base)}" for row in scheme.criteria.values()))
        print("  lược bỏ:", ", ".join(row.old for row in scheme.derivation.history if row.status == "dropped"))
        print("  tổng điểm:", card.total)
        for row in card.audit().rows:
            if row.gap:
                print(f"  {row}")
        for gain in card.gains(open={opened: True}):
            print(f"  {gain.label}: thêm nhiều nhất {show(gain.full.gain)} điểm")


if __name__ == "__main__":
    main()
