"""workshop-tui: run a workshop's day, take its notes, hand out its report."""

__version__ = "0.1.0"
