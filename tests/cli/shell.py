"""The program in a shell, for what its streams are and what is written into them."""

from __future__ import annotations

import os
import subprocess
import sys


def shell(line: str, **more: str) -> tuple[int, str, str]:
    """Run `line` in a shell in which `$WT` is the program: exit code, stdout, stderr."""
    variables = {**os.environ, "WT": f"{sys.executable} -m workshop_tui", **more}
    done = subprocess.run(["sh", "-c", line], env=variables, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()
