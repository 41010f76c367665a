"""The day: what happened (events), what may happen (decisions), where it stands (state, timeline). Pure.

Nothing here reads a clock, a file or the environment: everything is a function of the agenda, the events
and an instant, as `time.md` (docs/time.md) has it.
"""
