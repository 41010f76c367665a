"""The day: what moves it, where it stands, where it will end, and how to land it on its hard ends (docs/time.md).

Of notes and people it knows nothing. `events` and `commands` say what may happen as it runs, `replanning_events` and
`replanning_commands` what may change its plan, `day` what that makes. `timeline` projects it, `fit` lands it (with
`remainder` and `drop`, which are arithmetic), `chance` says how likely that is, `deviations` where it left its plan.
"""
