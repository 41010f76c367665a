"""The agendas that come with the program, and the seed's: for tests that import nothing else."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
AGENDAS = ROOT / "agendas"
SEED = AGENDAS / "collectifs-habitants.toml"
