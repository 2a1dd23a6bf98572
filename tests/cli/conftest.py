"""What the tests of the commands share: a plain terminal, the bundled assessment, and a small scheme with a unit."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

SCHEME = """
format = "emulscore scheme 1"
id = "xa-a-2025"
title = "Thi đua của xã A"
total = 25

[[facts]]
kind = "share"
name = "ho_so"
label = { vi = "Hồ sơ đúng hạn", en = "Dossiers on time" }
unit = { vi = "hồ sơ", en = "dossiers" }

[[facts]]
kind = "lateness"
name = "bao_cao"
label = { vi = "Báo cáo năm", en = "Yearly report" }

[[facts]]
kind = "level"
name = "nhan_su"
label = { vi = "Nhân sự", en = "Staff" }
levels = { dai_hoc = { vi = "đại học", en = "university" }, cao_dang = { vi = "cao đẳng", en = "college" } }

[[items]]
id = 1
title = "Hồ sơ đúng hạn"
base = 12
rule = { kind = "ratio", fact = "ho_so", empty = "refuse" }

[[items]]
id = 2
title = "Gửi báo cáo năm"
base = 8
rule = { kind = "late_penalty", late = ["bao_cao"], per = 1, unit = "months_begun", never = 0 }

[[items]]
id = 3
title = "Bố trí nhân sự"
base = 5
rule = { kind = "tiered", fact = "nhan_su", cases = [{ is = "dai_hoc", pays = 5 }, { is = "cao_dang", pays = 4 }] }

[grades]
bands = [{ id = "tot", title = "Tốt", at_least = 24 }, { id = "kha", title = "Khá", below = 24 }]
"""

UNIT = """
format = "emulscore assessment 1"
unit = "Thôn 1"
scheme = "xa-a-2025"
period = "2025"

[measurements]
ho_so = "48/50"
bao_cao = { due = 2025-12-15, done = 2026-01-20 }
nhan_su = "cao_dang"

[claims]
1 = 12
2 = 6
3 = 4
"""


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vietnamese, 120 places, whoever runs the tests."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "EMULSCORE_LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def annex(tmp_path: Path) -> str:
    """Return a copy of the assessment that is shipped."""
    path = tmp_path / "don-vi.toml"
    path.write_bytes((files("emulscore") / "schemes" / "nga_nam_2023.assessment.toml").read_bytes())
    return str(path)


@pytest.fixture
def village(tmp_path: Path) -> list[str]:
    """Return a scheme of 25 points and a unit with 48/50 × 12 = 11,52, two months late 8 - 2 = 6, and 4: 21,52."""
    (tmp_path / "xa-a.toml").write_text(SCHEME, "utf-8")
    (tmp_path / "thon-1.toml").write_text(UNIT, "utf-8")
    return [str(tmp_path / "xa-a.toml"), str(tmp_path / "thon-1.toml")]
