"""A worker's telling of its tests: one message for a test that passed, rather than five.

Each message is put into bytes, and read again, a value at a time: more than a small test costs itself. Those that are
left out say that a test begins, that it was set up, that it was torn down, and that it ends.
"""

from __future__ import annotations

from typing import Any

import pytest


def tell_tersely(config: pytest.Config) -> None:
    """Have a worker of xdist send no message of which nothing is shown, unless somebody asked for more."""
    asked = config.option
    if asked.verbose > 0 or asked.durations is not None or asked.xmlpath or "P" in asked.reportchars:
        return
    worker: Any = next(one for one in config.pluginmanager.get_plugins() if hasattr(one, "sendevent"))
    send = worker.sendevent

    def send_what_is_shown(name: str, **said: Any) -> None:
        report = said.get("data", {})
        if is_shown(name, report):
            if report.get("outcome") == "passed":
                report["keywords"] = {}
            send(name, **said)

    worker.sendevent = send_what_is_shown


def is_shown(name: str, report: dict[str, Any]) -> bool:
    """Tell whether the process that shows all of it has something to show of a message.

    What a passed test wrote as it was set up stands in the report of the test itself, should that fail.
    """
    if name == "testreport":
        return bool(report["when"] == "call" or report["outcome"] != "passed" or report["user_properties"])
    return name not in ("logstart", "logfinish")
