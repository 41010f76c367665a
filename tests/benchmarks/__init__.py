"""Costs, measured in a real pty beside a minimal Textual app in the same run. No assertion is timed here.

`uv run python -m tests.benchmarks` prints the table; how each figure is taken stands in `measure.py`.
"""
