"""Handing out of a session whatever can be: each format, table, paper and picture."""

from __future__ import annotations

from tests.conftest import utc
from tests.report.conftest import Said
from tests.report.hostile import unshared
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import FORMATS, TABLES, Wanted, made
from workshop_tui.report.markdown import review
from workshop_tui.report.papers import FORMS, PAPERS, paper
from workshop_tui.report.pictures import pictures


def handed_out(session: Said) -> dict[str, str]:
    """Make all that leaves the program, by format."""
    found = digest(session.state, utc(18), private=True, records=session.records)
    public = digest(session.state, utc(18))
    told = {form: made(form, public, Wanted("fr")) for form in FORMATS}
    told |= {which: made("csv", public, Wanted("fr", table=which)) for which in TABLES}
    shown = unshared(session)
    for kind, summed_up in ((kind, paper(shown, kind, utc(18))) for kind in PAPERS):
        told |= {f"{kind} {form}": summed_up.made(form, "fr") for form in FORMS}
    return (
        told
        | {"review": review(found, "fr"), "private json": made("json", found, Wanted("fr"))}
        | pictures(found, "fr")
    )
