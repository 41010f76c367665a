"""The seed's day as it might have gone: what the golden reports are of; `python -m tests.report.golden` writes them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from docs.series.make import played
from docs.series.said import DAYS
from tests.conftest import SEED, utc
from tests.report.conftest import Said
from tests.report.two_days import ENDED, two_days
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.agenda.reading import load
from workshop_tui.report.course import TABLES, course
from workshop_tui.report.course import made as course_made
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.report.markdown import review
from workshop_tui.report.method import made as method_made
from workshop_tui.report.method import method
from workshop_tui.report.observatory.pages import as_markdown, initiative_page
from workshop_tui.report.observatory.series import series_of
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.report.papers import paper
from workshop_tui.report.presence import presence, sheet
from workshop_tui.session.attendance.commands import Arrive, Expect, ShareContact
from workshop_tui.session.decisions.commands import CountVotes, NameOption, PutDecision, SayObjection
from workshop_tui.session.evaluation.commands import CountHands, FillIn
from workshop_tui.session.evaluation.sheets import Mark, Written
from workshop_tui.session.event import Recorded
from workshop_tui.session.notes.commands import AmendNote, RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.together import under
from workshop_tui.session.state import State
from workshop_tui.session.timing.commands import End, GiveReason, Goto, Next, Pause, Resume, Stop
from workshop_tui.session.timing.replanning_commands import Extend, Skip

FILES = Path(__file__).parent / "golden"
NAMES = tuple(
    f"{kind}{language}"
    for kind in (
        "",
        "review.",
        "for.",
        "takeaway.",
        "quality.",
        "presence.",
        "sheet.",
        "taken.",
        "taken-quality.",
        "taken-takeaway.",
        "course.",
        "course-for.",
        "course-quality-1.",
        "course-day-1.",
        "course-review-2.",
        "course-presence-1.",
        "course-sheet-1.",
        "observatory.",
        "observatory-chatham.",
        "followed.",
        "method.",
    )
    for language in ("fr", "en")
)
"""The seed's day: its account, the trainers' review, a participant's page, the one for all, the page for an audit,
who was there, a sheet to sign; a shorter one with decisions and an evaluation, and its pages by themselves. The two-day
course: its account, a participant's page, the first day's page for an audit, the account of the first day, the review
of the second, who was there on the first, with its evening, and the sheet to sign of it. The three days of docs/series
together: their observatory, the same where one of them is under `chatham`, the page of an initiative, and what
the method takes."""
PEOPLE = [
    ("Claire Vidal", "Communauté de communes du Haut-Lac"), ("Yves Meunier", "Mairie de Saint-Rémy"),
    ("Sonia Benali", "Parc naturel régional"), ("Marc Olivier", "Foyer rural"), ("Hélène Faure", "Association Terres"),
    ("Louis Garnier", "PETR du Plateau"), ("Nadia Colin", "Café associatif La Halte"), ("Paul Roche", None),
]  # fmt: skip


def at(clock: str) -> datetime:
    hour, minute = clock.split("h")
    return utc(int(hour), int(minute))


def the_day() -> Said:
    """From the welcome at 9:02 to the closing at 16:29. It is played once; to go on from there is everybody's own."""
    return _the_day().copied()


@cache
def _the_day() -> Said:  # noqa: PLR0915 a day is long
    day = Said(load(SEED).settled(frozenset()))
    for name, organisation in PEOPLE:
        day.do(at("8h50"), Expect(name, organisation))
        if name != "Paul Roche":
            day.do(at("8h58"), Arrive(name))
    day.do(at("9h02"), Next()).do(at("9h14"), Next())
    day.do(at("9h20"), _note("Savoir quand appeler la communauté de communes, et qui"))
    calling = day.state.number
    day.do(at("9h26"), _note("Comprendre pourquoi un collectif refuse de devenir une association", "attente"))
    refusing = day.state.number
    day.do(at("9h28"), _note("Repartir avec un modèle de budget", "attente"))
    budget = day.state.number
    day.do(at("9h28"), Extend(3), GiveReason("late", segment="accueil"))
    day.do(at("9h29"), GiveReason("debate", day.records[-2].number))
    day.do(at("9h31"), Arrive("Paul Roche")).do(at("9h37"), Next())
    initiative = RecordInitiative
    day.do(
        at("9h50"),
        initiative(
            name="Atelier vélo de Saint-Rémy",
            kind="atelier de réparation participatif",
            territory="Saint-Rémy",
            carried_by="un collectif de douze habitants",
            status="informel",
            nature="collective",
            need="se déplacer sans voiture",
            stakes="un lieu ; la reconnaissance de la commune",
            phase="structuration",
            stakeholders=("elus", "associations"),
            reported_by="Yves Meunier",
        ),
    )
    day.do(
        at("9h55"),
        initiative(
            name="La Halte, café associatif",
            kind="café associatif",
            territory="Le Plateau",
            carried_by="Nadia Colin",
            status="association",
            nature="both",
            need="un lieu ouvert le soir",
            stakes="l'emploi d'une personne",
            phase="consolidation",
            stakeholders=("collectivites", "gal"),
            reported_by="Nadia Colin",
        ),
    )
    day.do(at("10h08"), Goto("carte"))
    day.do(
        at("10h15"),
        _note(
            "Peu d'initiatives sont connues des services : on les découvre par la presse",
            "constat",
            ("emergence",),
            ("collectivites",),
        ),
    )
    day.do(at("10h26"), Skip("tampon-matin"), Next()).do(at("10h45"), Next())
    day.do(
        at("10h52"),
        _note(
            "On n'a vu le maire qu'après six mois ; il nous croyait contre lui",
            "frein",
            ("emergence",),
            ("elus",),
            remember=True,
        ),
    )
    day.do(
        at("10h55"),
        _request(
            "Un local pour l'hiver", "collectif", "elus", "local", "oui, un an, sans loyer", "structuration", "atelier"
        ),
    )
    day.do(
        at("10h58"),
        _request(
            "Aide pour écrire des statuts simples",
            "collectif",
            "associations",
            "juridique",
            "",
            "structuration",
            "atelier",
        ),
    )
    day.do(
        at("11h01"),
        TakeNote(
            "« On ne voulait pas d'un président, on voulait des clés. »",
            "verbatim",
            ("definition",),
            ("collectif",),
            details=Details(speaker="Membre du collectif", agreed=True),
        ),
    )
    day.do(at("11h07"), Next())
    day.do(
        at("11h15"),
        _note(
            "Une chargée de mission qui vient aux réunions du soir, sans rien demander",
            "levier",
            ("emergence", "definition"),
            ("ingenierie",),
            remember=True,
        ),
        by="aurelie",
    )
    day.do(
        at("11h22"),
        _request(
            "Venir présenter leur projet au conseil",
            "commune",
            "collectif",
            "reconnaissance",
            "ils préfèrent inviter les élus sur place",
            "definition",
        ),
    )
    day.do(at("11h30"), _note("L'intérêt général : qui le dit, l'élu ou l'usage ?", "question", (), ("elus",)))
    day.do(at("11h34"), _note("Le statut d'auto-entrepreneur au sein d'un collectif", "parking"))
    day.do(at("11h38"), Next()).do(at("11h52"), Next())
    day.do(at("11h57"), TakeNote("Le cas de l'après-midi est l'atelier vélo", "decision"))
    day.do(at("11h59"), Stop())
    for name, _organisation in PEOPLE:
        if name != "Paul Roche":
            day.do(at("13h30"), Arrive(name, "apres-midi"))
    day.do(at("13h31"), Next()).do(at("13h42"), Next()).do(at("14h04"), Next())
    day.do(
        at("14h20"),
        _request(
            "Un relais dans le bulletin communal",
            "collectif",
            "commune",
            "communication",
            "oui, à chaque numéro",
            "experimentation",
        ),
        by="aurelie",
    )
    day.do(
        at("14h28"),
        _request(
            "Une subvention de démarrage", "collectif", "gal", "argent", "seulement à partir de 5 000 €", "action"
        ),
    )
    day.do(at("14h36"), Next())
    day.do(
        at("14h50"),
        _note("Être là sans prendre la place : venir, écouter, relier", "idee", ("emergence",), ("ingenierie",)),
        by="aurelie",
    )
    day.do(at("14h55"), _note("Dire non tôt, et dire à qui s'adresser d'autre", "idee", ("emergence",), ("elus",)))
    day.do(at("14h57"), Pause()).do(at("14h59"), GiveReason("technical", day.state.number), Resume())
    day.do(at("15h06"), Skip("tampon-apres-midi"), Next()).do(at("15h18"), Next())
    day.do(
        at("15h25"),
        initiative(
            key="atelier-velo-de-saint-remy",
            case=True,
            question="Comment rester ouverts à tous quand la commune demande une liste d'adhérents ?",
            options="une charte plutôt que des statuts\nune convention avec le foyer rural\ndes adhésions à prix libre",
            tools="le modèle de convention du Parc",
            kept="la convention avec le foyer rural",
        ),
    )
    day.do(
        at("15h40"),
        _note(
            "La liste d'adhérents est lue comme un contrôle",
            "frein",
            ("consolidation",),
            ("elus",),
            initiative="atelier",
        ),
    )
    day.do(at("15h52"), Next())
    day.do(
        at("15h58"),
        TakeNote(
            "Modèle de convention d'occupation",
            "ressource",
            ("structuration",),
            details=Details(reference="site du Parc, rubrique Habitants"),
        ),
    )
    day.do(at("16h10"), Next())
    day.do(at("16h14"), _follow_up("Inviter le foyer rural à l'atelier vélo", "Yves Meunier", "avant le 1er juin"))
    day.do(at("16h15"), _follow_up("Envoyer les fiches outils", "Aurélie", "vendredi"))
    day.do(at("16h19"), Next())
    for number, kind, met in ((calling, "attente", "oui"), (refusing, None, "oui"), (budget, None, "non")):
        day.do(at("16h20"), AmendNote(number, kind=kind, details=Details(met=met)))
    day.do(at("16h22"), _note("Le cas concret a convaincu ; le financement est resté court", None))
    day.do(at("16h24"), TakeNote("Le tour d'écran était trop long", private=True), by="aurelie")
    return day.do(at("16h29"), End())


@cache
def a_day_of_decisions() -> Said:
    """A morning on which the group decided in each of the ways, and said what it was worth."""
    plan = load(SEED).settled(frozenset())
    asked = (
        Asked(key="buts", text="Les objectifs ont-ils été atteints ?", kind="objectives"),
        Asked(key="utile", text="Cette journée vous a-t-elle été utile ?", labels=("pas du tout", "tout à fait")),
        Asked(key="mots", text="Ce que vous retenez, et ce qui a manqué", kind="free"),
    )
    day = Said(replace(plan, evaluation=asked))
    for name, organisation in PEOPLE:
        day.do(at("8h50"), Expect(name, organisation)).do(at("8h58"), Arrive(name))
    day.do(at("9h02"), Next())

    def decided(clock: str, text: str, phases: tuple[str, ...] = ()) -> int:
        day.do(at(clock), TakeNote(text, "decision", phases))
        return day.state.number

    local = decided("9h10", "Le local reste ouvert le mercredi soir", ("structuration",))
    put = PutDecision(local, "majority", who="Yves Meunier", due="2021-06-01")
    day.do(at("9h12"), put, CountVotes(local, "for", count=5))
    day.do(at("9h12"), CountVotes(local, "against", count=2), CountVotes(local, "abstain", count=1))
    charter = decided("9h20", "Une charte plutôt que des statuts")
    day.do(at("9h21"), PutDecision(charter, "consent", who="le collectif"))
    day.do(at("9h22"), SayObjection(charter, "La commune demande une liste d'adhérents", "Marc Olivier"))
    lifted = day.state.number
    day.do(at("9h24"), SayObjection(charter, objection=lifted, standing="lifted"))
    day.do(at("9h25"), SayObjection(charter, "Personne n'a relu le texte"))
    title = decided("9h30", "Le nom du lieu")
    day.do(
        at("9h31"), PutDecision(title, "dots", each=2), NameOption(title, "La Halte"), NameOption(title, "Le Relais")
    )
    for number, count in zip(sorted(day.state.decisions.of(title).options), (4, 9), strict=True):
        day.do(at("9h33"), CountVotes(title, number, count=count))
    decided("9h35", "Le cas de l'après-midi est l'atelier vélo")
    for objective, hands in enumerate(((6, 2, 0), (3, 4, 1), (2, 1, 0)), 1):
        for value, count in enumerate(hands, 1):
            day.do(at("16h20"), CountHands("buts", value, objective, count=count))
    for value, text in (
        (4, "Le cas concret m'a convaincue"),
        (5, "Merci à Yves Meunier"),
        (3, "Trop peu sur l'argent"),
        (5, ""),
        (4, "Plus de temps pour le cas"),
        (2, ""),
    ):
        words = (Written(question="mots", text=text),) if text else ()
        day.do(at("16h24"), FillIn((Mark(question="utile", value=value),), words))
    return day.do(at("16h29"), End())


def _note(text: str, kind: str | None = None, phases=(), stakeholders=(), **more) -> TakeNote:
    return TakeNote(text, kind, phases, stakeholders, **more)


def _request(text, asker, asked, purpose, answer, phase, initiative=None) -> TakeNote:
    details = Details(asker=asker, asked=asked, purpose=purpose, answer=answer or None)
    return TakeNote(text, "sollicitation", (phase,), initiative=initiative, details=details)


def _follow_up(text: str, who: str, due: str) -> TakeNote:
    return TakeNote(text, "action", details=Details(who=who, due=due))


def golden(name: str) -> str:
    """The paper of the seed's day, or of the course, by the name of its file: `fr`, `review.en`, `course.fr`."""
    kind, _dot, language = name.rpartition(".")
    if kind.startswith(("observatory", "followed", "method")):
        return _of_the_series(kind, language)
    return _of_the_course(kind, language) if kind.startswith("course") else _of_the_day(kind, language)


def _of_the_day(kind: str, language: str) -> str:  # noqa: PLR0911 one for each page
    day, now = the_day(), utc(18)
    match kind:
        case "review":
            return review(digest(day.state, now, private=True, records=day.records), language)
        case "for" | "takeaway":
            day.do(utc(17), ShareContact("Sonia Benali", "sonia.benali@parc.example"))
            day.do(utc(17), ShareContact("Nadia Colin", "La Halte, 04 00 00 00 00"))
            person = "Yves Meunier" if kind == "for" else None
            return paper(day.state, "takeaway", now, person, lambda: date(2021, 6, 22)).made("md", language)
        case "quality":
            return paper(day.state, "quality", now).made("md", language)
        case "presence":
            return presence(day.state, language, now)
        case "sheet":
            return sheet(day.state, language)
        case "taken-quality" | "taken-takeaway":
            return paper(a_day_of_decisions().state, kind.partition("-")[2], now).made("md", language)
        case "taken":
            return made("md", digest(a_day_of_decisions().state, now), Wanted(language))
    return made("md", digest(day.state, now), Wanted(language))


def _of_the_course(kind: str, language: str) -> str:  # noqa: PLR0911 a paper a line
    days = two_days()
    match kind:
        case "course-for":
            return paper(days[1], "takeaway", ENDED, "François Tixier").made("md", language)
        case "course-quality-1":
            return paper(days[0], "quality", ENDED).made("md", language)
        case "course-day-1":
            return made("md", digest(days[0], ENDED), Wanted(language))
        case "course-presence-1":
            return presence(days[0], language, ENDED)
        case "course-sheet-1":
            return sheet(days[0], language)
        case "course-review-2":
            records = [Recorded(number, event.at, event) for number, event in enumerate(days[1].events, 1)]
            return review(digest(days[1], ENDED, private=True, records=records), language)
    return course_made("md", course(days, ENDED), language, table=TABLES[0], bom=False, semicolon=False)


def _of_the_series(kind: str, language: str) -> str:
    """The observatory of docs/series, the same under `chatham`, the page of one of its initiatives,
    and of its method."""
    days = [*_series()]
    if kind.endswith("chatham"):
        days[1] = under(days[1], "chatham")
    if kind == "method":
        return method_made("md", method(days), language)
    whole = Observatory(series_of(days), ENDED)
    if kind == "followed":
        return initiative_page(whole, whole.initiatives[0], "md", language)
    return as_markdown(whole, language)


@cache
def _series() -> tuple[State, ...]:
    return tuple(played(run).state for run in DAYS)


def main() -> None:
    """Write the golden reports; read them before they are committed."""
    FILES.mkdir(exist_ok=True)
    for name in NAMES:
        (FILES / f"{name}.md").write_text(golden(name), encoding="utf-8")


if __name__ == "__main__":
    main()
