"""A session: what happened, and what it means. Pure.

Nothing here reads a clock, a file or the environment: everything is a function of the agenda, the events and an
instant, as docs/time.md has it. A room is a kind of thing that can happen, whole: its events, its commands, its part
of the state.
"""
