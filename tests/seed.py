"""The agendas that come with the program, and the seed's: for tests that import nothing else."""

from __future__ import annotations

from pathlib import Path

AGENDAS = Path(__file__).parent.parent / "agendas"
SEED = AGENDAS / "collectifs-habitants.toml"
