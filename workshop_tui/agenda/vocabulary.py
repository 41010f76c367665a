"""The words of the domain: phases of action, stakeholders, kinds of note and of segment, degrees of participation.

An agenda may replace or extend its lists (`[[phases]]`, `[[stakeholders]]`, `[[kinds]]`, `[[degrees]]`) by the
`VOCABULARIES`, whose words are ours: docs/agenda.md says what they go back to. Keys are ASCII and the same in both
languages; labels go through the catalogues.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from workshop_tui.holds import Fixed, Holds
from workshop_tui.locale import Message, say
from workshop_tui.locale.languages import row_of
from workshop_tui.text import letters

Ours = Annotated[Message, Holds.FIXED]
"""A text of the program's own."""


def tag_letters(named: str) -> str:
    """Give what tags are compared by: the `letters` of their names, without the dots of short ones (“Loc. auth.”)."""
    return letters(named).replace(".", "")


class Word(Struct, frozen=True):
    """One default term: its key, its label in no language yet, what else people call it, its members."""

    key: Fixed
    label: Ours
    also: tuple[Fixed, ...] = ()
    members: tuple[Fixed, ...] = ()
    meaning: Ours | None = None
    """The words for what the collective does, for a phase."""


PHASES = (
    Word(
        "emergence",
        say("Emergence"),
        ("idée", "envie", "impulsion"),
        meaning=say("comes together around a need, a wish or a passion; nothing is formal"),
    ),
    Word(
        "definition",
        say("Framing"),
        ("idéation", "conception"),
        meaning=say("says what it wants, for whom, with which values"),
    ),
    Word(
        "structuration",
        say("Organising"),
        ("montage", "préfiguration"),
        meaning=say("gives itself rules, roles, a legal form if it must, means and allies"),
    ),
    Word(
        "experimentation",
        say("Piloting"),
        ("test", "prototype"),
        meaning=say("tries in small, adjusts, makes itself known"),
    ),
    Word("action", say("Delivery"), ("réalisation",), meaning=say("runs it, and opens it to others")),
    Word(
        "consolidation",
        say("Sustaining"),
        ("pérennisation",),
        meaning=say("makes it last: means, successors, recognition"),
    ),
    Word(
        "transmission",
        say("Review and handover"),
        ("essaimage",),
        meaning=say("evaluates, passes on, spreads, or ends well"),
    ),
    Word("transversal", say("Cross-cutting")),
)
STAKEHOLDERS = (
    Word("collectif", say("Residents' collective")),
    Word("habitants", say("Residents, users")),
    Word("elus", say("Local elected officials"), ("maire", "élu", "élue", "adjoint", "mayor", "councillor")),
    Word(
        "collectivites",
        say("Local authorities"),
        ("mairie", "intercommunalité", "council"),
        members=("commune", "epci", "departement", "region"),
    ),
    Word("ingenierie", say("Development professionals")),
    Word("associations", say("Associations")),
    Word("entreprises", say("Businesses, social economy")),
    Word("etat", say("State services")),
    Word("financeurs", say("Funders, foundations")),
    Word("territoires", say("Project territories"), members=("pnr", "petr", "gal")),
)
MEMBERS = {
    "commune": say("Municipality"), "epci": say("EPCI"), "departement": say("Département"), "region": say("Region"),
    "pnr": say("PNR"), "petr": say("PETR"), "gal": say("GAL"),
}  # fmt: skip
"""Members of the default families, in words."""
SHORT: dict[str, Message] = {
    "emergence": say("Emergence"), "definition": say("Framing"), "structuration": say("Organis."),
    "experimentation": say("Pilot."), "action": say("Deliv."), "consolidation": say("Sustain."),
    "transmission": say("Review"), "transversal": say("All"),
    "collectif": say("Collective"), "habitants": say("Residents"), "elus": say("Elected"),
    "collectivites": say("Loc. auth."), "ingenierie": say("Dev. pros"), "associations": say("Assoc."),
    "entreprises": say("Business"), "etat": say("State"), "financeurs": say("Funders"), "territoires": say("Territ."),
    "diagnostic": say("Diagn."), "cadrage": say("Scoping"), "faisabilite": say("Feasib."),
    "programmation": say("Program."), "chantier": say("Works"), "livraison": say("Handing"), "evaluation": say("Use"),
    "maitrise-ouvrage": say("Owner"), "equipe-projet": say("Team"), "maitrise-oeuvre": say("Design."),
    "prestataires": say("Contract."), "usagers": say("Users"), "riverains": say("Neighb."),
    "partenaires": say("Partners"), "instances": say("Deciders"), "instructeurs": say("Permits"),
    "ecartes": say("Kept out"), "informes": say("Informed"), "consultes": say("Consult."),
    "concertes": say("Concert."), "codecideurs": say("Co-dec."), "autogestion": say("Self-run"),
}  # fmt: skip
"""Labels of the default phases and stakeholders for the head of a narrow column: no two begin alike."""
KINDS = (
    Word("constat", say("Observation")),
    Word("frein", say("Barrier")),
    Word("levier", say("Enabler")),
    Word("sollicitation", say("Request")),
    Word("ressource", say("Resource, tool")),
    Word("question", say("Question")),
    Word("decision", say("Decision")),
    Word("action", say("Follow-up")),
    Word("verbatim", say("Quote")),
    Word("idee", say("Idea")),
    Word("parking", say("Parking lot")),
    Word("attente", say("Expectation")),
)
DEFAULTS = {"phases": PHASES, "stakeholders": STAKEHOLDERS, "kinds": KINDS}
"""The lists that an agenda has where it writes none."""
PROJECT_PHASES = (
    Word("diagnostic", say("Diagnosis"), ("état des lieux", "besoins", "needs"),
         meaning=say("looks at what is there, and at what is needed")),
    Word("cadrage", say("Scoping"), ("commande", "objectifs", "brief"),
         meaning=say("says what is wanted, for whom, within which limits, and who decides")),
    Word("faisabilite", say("Feasibility"), ("études", "scénarios", "options"),
         meaning=say("compares ways to do it, and what each would take")),
    Word("programmation", say("Programming and funding"), ("budget", "plan de financement", "planning"),
         meaning=say("settles the programme, the money and the calendar")),
    Word("chantier", say("Works"), ("travaux", "exécution", "implementation"),
         meaning=say("has it made, and follows what changes on the way")),
    Word("livraison", say("Handing over"), ("réception", "mise en service", "commissioning"),
         meaning=say("receives it, and lets its users take it in hand")),
    Word("evaluation", say("Use and evaluation"), ("suivi", "indicateurs", "monitoring"),
         meaning=say("looks at what it has become in use, and draws conclusions")),
    Word("transversal", say("Cross-cutting")),
)  # fmt: skip
"""The phases of a project that somebody orders and others carry out."""
PROJECT_STAKEHOLDERS = (
    Word("maitrise-ouvrage", say("Project owner"), ("MOA", "commanditaire", "client", "sponsor")),
    Word("equipe-projet", say("Project team"), ("chef de projet", "cheffe de projet", "project manager")),
    Word("maitrise-oeuvre", say("Designers, consultants"), ("MOE", "architectes", "bureau d'études")),
    Word("prestataires", say("Contractors, suppliers"), ("entreprise de travaux", "builders")),
    Word("usagers", say("Users, beneficiaries"), ("bénéficiaires", "users")),
    Word("riverains", say("Neighbours"), ("voisins", "neighbors")),
    Word("partenaires", say("Partners"), ("alliés", "allies")),
    Word("instances", say("Decision-makers"), ("comité de pilotage", "copil", "steering committee")),
    Word("instructeurs", say("Permitting authorities"), ("services instructeurs", "regulator")),
    Word("financeurs", say("Funders, foundations")),
)  # fmt: skip
DEGREES = (
    Word("ecartes", say("Kept out"), ("exclus", "mis devant le fait accompli", "excluded"),
         meaning=say("nobody tells them, or only when it is done")),
    Word("informes", say("Informed"), ("information", "inform"), meaning=say("they are told what is decided, and why")),
    Word("consultes", say("Consulted"), ("consultation", "avis", "consult"),
         meaning=say("they are asked what they think; others decide, and answer them")),
    Word("concertes", say("Concerted"), ("concertation", "associés", "involve", "involved"),
         meaning=say("the options are worked out with them; others decide")),
    Word("codecideurs", say("Co-deciding"), ("codécision", "co-décision", "partnership", "collaborate"),
         meaning=say("they decide together with others, each with a voice that counts")),
    Word("autogestion", say("Self-run"), ("auto-organisés", "délégation", "self-managed", "empower"),
         meaning=say("they decide and run it themselves; others back them")),
)  # fmt: skip
"""Degrees of participation, from the least: how far those who ask, or are asked, are let into what is decided."""
VOCABULARIES: dict[str, dict[str, tuple[Word, ...]]] = {
    "default": {**DEFAULTS, "degrees": DEGREES},
    "initiative": dict(DEFAULTS),
    "projet": {"phases": PROJECT_PHASES, "stakeholders": PROJECT_STAKEHOLDERS, "kinds": KINDS},
    "participation": {"degrees": DEGREES},
}
"""By the name that `extends` gives, the lists that each has; `default` is the one that a list has by itself."""
LISTS = ("phases", "stakeholders", "kinds", "degrees")
"""The lists of words that an agenda may write."""
WORDS: dict[str, dict[str, Word]] = {
    axis: {word.key: word for lists in VOCABULARIES.values() for word in lists.get(axis, ())} for axis in LISTS
}
"""The words of all vocabularies, by list and key."""

PURPOSES = (
    Word("local", say("premises")),
    Word("argent", say("money")),
    Word("conseil", say("advice")),
    Word("autorisation", say("permission")),
    Word("reseau", say("contacts")),
    Word("reconnaissance", say("recognition")),
    Word("communication", say("publicity")),
    Word("materiel", say("equipment")),
    Word("juridique", say("legal help")),
    Word("benevoles", say("volunteers")),
)
"""The purposes of requests."""
BOTH = "les-deux"
"""The nature of an initiative that is one and the other."""
NATURES = (
    Word("collective", say("collective")),
    Word("entrepreneuriale", say("entrepreneurial")),
    Word(BOTH, say("both")),
)
"""The natures of an initiative."""
Reason = Literal["debate", "technical", "late", "choice"]
REASONS = (
    Word("debate", say("useful debate")),
    Word("technical", say("technical")),
    Word("late", say("running late")),
    Word("choice", say("choice")),
)
"""The reasons why a day deviates from its plan."""
MET = (Word("oui", say("yes")), Word("en-partie", say("partly")), Word("non", say("no")))
"""The answers to whether an expectation is met."""
COLLECTIVE = "collectif"
"""The stakeholder from whom, or to whom, a request of the day goes."""

SEGMENT_KINDS = {
    "tampon": "buffer", "apport": "input", "accueil": "welcome", "inclusion": "check-in",
    "energie": "energiser", "temoignage": "testimony", "echange": "discussion", "sous-groupes": "breakout",
    "individuel": "solo", "pleniere": "plenary", "etude-de-cas": "case", "visite": "visit", "vote": "vote",
    "pause": "break", "decision": "decision", "synthese": "summary", "bilan": "closing",
}  # fmt: skip
"""Kinds of segment: the key, and its English alias."""


def kind_word(kind: str, language: str) -> str:
    """The word for a kind of segment in this language: its key, or its alias."""
    return kind if row_of(language).speaks_keys else SEGMENT_KINDS[kind]


def kind_words(language: str) -> list[str]:
    """The words for all kinds of segment in this language."""
    return [kind_word(kind, language) for kind in SEGMENT_KINDS]


BUFFER, BREAK, ROUND = "tampon", "pause", "inclusion"
PROTECTED_KINDS = frozenset({BREAK, "decision", "synthese", "bilan"})
"""Kinds that are cut last, unless the agenda says otherwise."""

UNORDERED = frozenset({"transversal"})
"""Phases that stand outside the order."""
