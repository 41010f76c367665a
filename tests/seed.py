"""The agendas that come with the program, and the seed's: for tests that import nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop_tui.agenda.models import Agenda

ROOT = Path(__file__).parent.parent
AGENDAS = ROOT / "agendas"
SEED = AGENDAS / "collectifs-habitants.toml"


def one_day(file: Path = SEED) -> Agenda:
    """The agenda in `file`, which is no course."""
    from workshop_tui.agenda.course import Course
    from workshop_tui.agenda.reading import load

    plan = load(file)
    assert not isinstance(plan, Course)
    return plan
