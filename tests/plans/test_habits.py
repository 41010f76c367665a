"""More habits of people who plan: each is read as it is meant, what is not known is one question, all else is shown."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.plans.built import calc, calendar, excel, merged, paragraph, table, word
from tests.plans.read import plan_in, remarks, told, understood_of, wrong
from workshop_tui.locale import speak


@pytest.fixture(autouse=True)
def _english():
    speak("en")


def _not_read(found):
    return [one.row.told for one in found.rows if one.what in ("text", "hidden")]


TEXTS = {
    "rooms side by side": (
        "p.csv",
        "Time,Room A,Room B\n9:00-9:30,Opening,\n9:30-10:30,Soil,Water\n10:30-10:45,Coffee break,\n"
        "10:45-12:00,Seeds,\n",
        ["[Morning 9:00–12:00]", "9:00 30 Opening", "9:30 60 Soil / Water", "10:30 15 Coffee break pause",
         "10:45 75 Seeds"],
    ),
    "what groups do beside what all do": (
        "p.csv",
        "Horaire;Activité;Groupe 1;Groupe 2;Durée\n9h;Accueil;;;15'\n9h15;;Nord;Sud;60'\n10h15;Bilan;;;30'\n",
        ["[Matin 9:00–10:45]", "9:00 15 Accueil", "9:15 60 Nord / Sud", "10:15 30 Bilan"],
    ),
    "rows at one time, one of them shorter": (
        "p.csv",
        "Start,End,Session\n9:00,9:30,Soil 1\n9:00,10:00,Water\n9:30,10:00,Soil 2\n10:00,11:00,Close-up\n",
        ["[Morning 9:00–11:00]", "9:00 60 Soil 1 / Water", "10:00 60 Close-up"],
    ),
    "columns that are days": (
        "p.csv",
        "Horaire;Lundi 6;Mardi 7\n9h-10h;A;B\n10h-11h;C;D\n",
        ["day 1", "[Matin 9:00–11:00]", "9:00 60 A", "10:00 60 C", "day 2", "[Matin 9:00–11:00]", "9:00 60 B",
         "10:00 60 D"],
    ),
    "starts beside columns that are days, breaks once for all": (
        "p.csv",
        "Heure;Lundi;Mardi;Matériel\n9h;Accueil;Reprise;\n10h;Atelier;;badges\n12h;Déjeuner;;\n14h;Suite;Bilan;\n16h;Fin;;\n",
        ["day 1", "[Matin 9:00–12:00]", "9:00 60 Accueil", "10:00 120 Atelier", "[Après-midi 14:00–16:00]",
         "14:00 120 Suite", "day 2", "[Matin 9:00–12:00]", "9:00 180 Reprise", "[Après-midi 14:00–16:00]",
         "14:00 120 Bilan"],
    ),
    "a table each for morning and afternoon, side by side": (
        "p.csv",
        "Matin;;Après-midi;\nHoraire;Quoi;Horaire;Quoi\n9h-10h;A;14h-15h;B\n10h-11h;C;15h-16h;D\n",
        ["[Matin 9:00–11:00]", "9:00 60 A", "10:00 60 C", "[Après-midi 14:00–16:00]", "14:00 60 B", "15:00 60 D"],
    ),
    "dates beside hours, as other programs export them": (
        "p.csv",
        "start time,end time,session title\n2026-06-01 09:00:00,2026-06-01 09:30:00,Registration\n"
        "2026-06-01 09:30:00,2026-06-01 10:30:00,Keynote\n2026-06-02T09:00,2026-06-02T10:00,Panel\n",
        ["day 1 2026-06-01", "[Morning 9:00–10:30]", "9:00 30 Registration", "9:30 60 Keynote", "day 2 2026-06-02",
         "[Morning 9:00–10:00]", "9:00 60 Panel"],
    ),
    "about": (
        "p.csv",
        "Heure;Durée;Quoi\nvers 9h;env. 15 min;Accueil\n~9h15;1/4 h;Tour\nenv. 9h30;30';Bilan\n",
        ["[Matin 9:00–10:00]", "9:00 15 Accueil", "9:15 15 Tour", "9:30 30 Bilan"],
    ),
    "an hour at the end and no word": (
        "p.csv", "horaire;contenu\n9 h 00;Ouverture\n9 h 30;Débat\n10 h 30;\n",
        ["[Matin 9:00–10:30]", "9:00 30 Ouverture", "9:30 60 Débat"],
    ),
    "a closing before the end": (
        "p.csv", "Time;Title\n9:00;Intro\n9:20;TBD\n10:00;Close\n10:15;End\n",
        ["[Morning 9:00–10:15]", "9:00 20 Intro", "9:20 40 TBD", "10:00 15 Close"],
    ),
    "lunch without a word": (
        "p.csv", "Horaires;Séquences\n9h – 12h15;Le cadre\n12h15 – 13h30;\n13h30 – 15h;Atelier\n",
        ["[Matin 9:00–12:15]", "9:00 195 Le cadre", "[Après-midi 13:30–15:00]", "13:30 90 Atelier"],
    ),
    "numbers before the titles, and a total in the column of titles": (
        "p.csv", "Step,Title,Duration (min),Start\n1,Hello,5,10:00\n2,Work,55,10:05\n,Total: 60 min,,\n",
        ["[Morning 10:00–11:00]", "10:00 5 Hello", "10:05 55 Work"],
    ),
    "questions as heads": (
        "p.csv", "Quand ?;Quoi ?;Comment ?;Avec quoi ?;Qui ?\n9h-10h;Accueil;en cercle;chaises;Léa\n",
        ["[Matin 9:00–10:00]", "9:00 60 Accueil lead=Léa"],
    ),
    "an unknown head over what names each row, before one that says more": (
        "p.csv", "Durée;Machin;Contenu;Début\n10';Tour;on se présente, un par un;9h\n20';Jeu;deux équipes;9h10\n",
        ["[Matin 9:00–9:30]", "9:00 10 Tour", "9:10 20 Jeu"],
    ),
    "the length in quarters behind a title, and items that end with their hours": (
        "p.md", "# Soirée\n\n- 19h : règles (¼ h)\n- 19h15 : jeu (3/4 d'heure)\n- pot, 20h → 20h30\n"
        "- rangement : 20h30 - 21h (Zoé)\n",
        ["[Soirée 19:00–21:00]", "19:00 15 règles", "19:15 45 jeu", "20:00 30 pot", "20:30 30 rangement lead=Zoé"],
    ),
    "who, then how long": (
        "p.md", "# Kick-off\n\n10:00 Welcome (Anna, 10 min)\n10:10 Goals (Ben, 30 min)\n10:40 Break\n"
        "10:50 Streams (all, 50 min)\n",
        ["[Morning 10:00–11:40]", "10:00 10 Welcome lead=Anna", "10:10 30 Goals lead=Ben", "10:40 10 Break pause",
         "10:50 50 Streams everybody=lead"],
    ),
    "headings of fields within a heading that is a segment": (
        "p.md", "# Journée\n\n## 9h00 – Accueil\n\n### Objectif\n\nSe connaître.\n\n## 9h30 – Atelier\n\n"
        "## 11h – Fin\n",
        ["[Matin 9:00–11:00]", "9:00 30 Accueil", "9:30 90 Atelier"],
    ),
    "a day that begins below its table": (
        "p.md", "# Lesson\n\n| Duration | Stage | Materials |\n|-|-|-|\n| 5' | Warm-up | – |\n"
        "| 10' | Practice | board |\n\n"
        "Starts at 10:15.\n",
        ["[Morning 10:15–10:30]", "10:15 5 Warm-up", "10:20 10 Practice"],
    ),
    "the bounds of lengths in columns of their own": (
        "p.csv", "Time;Min;Max;Activity;Optional\n9:00;15;20;Hello;\n9:15;30;45;Game;yes\n9:45;;;End;\n",
        ["[Morning 9:00–9:45]", "9:00 15 Hello max 20", "9:15 30 Game optional max 45"],
    ),
    "hours under Timing beside lengths, over two days": (
        "p.csv",
        "Timing;Durée;Séquences\nJ1 – Matin;;\n9h00;3h;Bases\n12h00;;Fin J1\nJ2 – Matin;;\n9h00;1h30;Cas\n10h30;;Fin\n",
        ["day 1", "[Matin 9:00–12:00]", "9:00 180 Bases", "day 2", "[Matin 9:00–10:30]", "9:00 90 Cas"],
    ),
    "a part of the day in bold where a head would be": (
        "p.md", "| | **Matin** | |\n|---|---|---|\n| 9h | Accueil | |\n| 9h30 | Atelier | |\n| 12h | Fin | |\n",
        ["[Matin 9:00–12:00]", "9:00 30 Accueil", "9:30 150 Atelier"],
    ),
    "lengths in words and parts of hours": (
        "p.csv", "Durée;Titre;Début\n1 heure et demie;A;9h\n1 h 1/4;B;\nune heure et quart;C;\n\"1,25 h\";D;\n½ h;E;\n",
        ["[Matin 9:00–14:45]", "9:00 90 A", "10:30 75 B", "11:45 75 C", "13:00 75 D", "14:15 30 E"],
    ),
    "a length in parentheses behind an hour": (
        "p.csv", "Horaires;Durée;Séquence\n9h00 (15 min);;Accueil\n9h15 (45 min);;Tour\n10h00 (1h);;Atelier\n",
        ["[Matin 9:00–11:00]", "9:00 15 Accueil", "9:15 45 Tour", "10:00 60 Atelier"],
    ),
    "titles behind the hours, though a column is headed so": (
        "p.csv", "Quand;Quoi\n9h00 – 9h15 Accueil;\n9h15 – 10h Tour;avec Léa\n",
        ["[Matin 9:00–10:00]", "9:00 15 Accueil", "9:15 45 Tour"],
    ),
    "heads above the halves of the day, side by side": (
        "p.csv", "Heure;Activité;Heure;Activité\nMatin;;Après-midi;\n9h-10h;A;14h-15h;C\n10h-11h;B;15h-16h;D\n",
        ["[Matin 9:00–11:00]", "9:00 60 A", "10:00 60 B", "[Après-midi 14:00–16:00]", "14:00 60 C", "15:00 60 D"],
    ),
    "what is left of the time": (
        "p.csv", "Time;Topic;Time left\n14:00-14:05;Intro;55\n14:05-14:35;Demo;25\n",
        ["[Afternoon 14:00–14:35]", "14:00 5 Intro", "14:05 30 Demo"],
    ),
    "a standing lunch": (
        "p.csv", "Horaires;Intitulé;Intervenant\n10:45 – 12:15;Table ronde;à confirmer\n"
        "12:15 – 13:45;Cocktail déjeunatoire;\n13:45 – 15:15;Ateliers;\n",
        ["[Matin 10:45–12:15]", "10:45 90 Table ronde", "[Après-midi 13:45–15:15]", "13:45 90 Ateliers"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("habit", TEXTS)
def test_each_habit_is_understood(habit):
    name, text, expected = TEXTS[habit]
    found = understood_of(name, text)
    assert (told(found), wrong(found)) == (expected, [])
    plan_in(found)


def test_what_was_taken_for_something_is_said_beside_its_row():
    def said(habit):
        return remarks(understood_of(*TEXTS[habit][:2]))

    assert said("rooms side by side") == ["3: “Water” is at the same time: one segment"]
    assert said("rows at one time, one of them shorter") == [
        "3: at the same time as the row above it: one segment",
        "4: within the time of “Soil 1 / Water”: goes with it",
    ]
    assert said("lunch without a word") == ["3: it has no title: taken for lunch"]
    assert said("starts beside columns that are days, breaks once for all") == [
        "2: nothing stands beside 10h below it: it goes on"
    ]


def test_an_hour_among_lengths_begins_there_and_what_it_leaves_open_is_one_question():
    text = "Temps;Étapes;Qui\n9h;Accueil;Léa\n10 min;Tour;Léa\n1h30;Atelier;Tom\n"
    assert wrong(understood_of("p.csv", text)) == ["--end: nothing says when this ends: “Accueil”. When does it?"]
    assert told(understood_of("p.csv", text, ends=(555,))) == [
        "[Matin 9:00–10:55]",
        "9:00 15 Accueil lead=Léa",
        "9:15 10 Tour lead=Léa",
        "9:25 90 Atelier lead=Tom",
    ]


@pytest.mark.parametrize(
    "times", [("T+0", "T+10", "T+60"), ("H + 0 min", "H + 10 min", "H + 1h"), ("0:00", "0:10", "1:00")]
)
def test_times_that_count_from_the_beginning_are_asked_for(times):
    text = "Temps;Contenu\n{};Accueil\n{};Tour\n{};Fin\n".format(*times)
    assert told(understood_of("p.csv", text, starts=(540,)))[1:] == ["9:00 10 Accueil", "9:10 50 Tour"]


def test_the_hours_of_a_days_blocks_are_those_of_each_day():
    text = (
        "Jour;Demi-journée;Durée;Module\nJ1;MATIN;3h;Bases\nJ1;Après-midi;2h;Outils\nJ2;MATIN;3h;Cas\n"
        "J2;Après-midi;1h;Bilan\n"
    )
    assert told(understood_of("p.csv", text, starts=(540, 840))) == [
        "day 1",
        "[Matin 9:00–12:00]",
        "9:00 180 Bases",
        "[Après-midi 14:00–16:00]",
        "14:00 120 Outils",
        "day 2",
        "[Matin 9:00–12:00]",
        "9:00 180 Cas",
        "[Après-midi 14:00–15:00]",
        "14:00 60 Bilan",
    ]


def test_a_list_of_lengths_with_a_colon_in_a_title_keeps_every_row():
    found = understood_of(
        "p.csv", "Activity,Mins,Materials\nWelcome,10,\nInput: what we know,30,slides\nTotal,40,\n", starts=(540,)
    )
    assert told(found)[1:] == ["9:00 10 Welcome", "9:10 30 Input: what we know"]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("12 et 13 novembre 2026", ["2026-11-12", "2026-11-13"]),
        ("du 12 au 13 novembre 2026", ["2026-11-12", "2026-11-13"]),
        ("November 12–13, 2026", ["2026-11-12", "2026-11-13"]),
        ("12/11/2026 et 14/11/2026", ["2026-11-12", "2026-11-14"]),
    ],
)
def test_the_dates_of_several_days_are_each_its_own(said, days):
    text = f"Intitulé : Agir;\nDate : {said};\nHeure;Quoi\nJour 1;\n9h;A\n10h;Fin\nJour 2;\n9h;B\n10h;Fin\n"
    found = understood_of("p.csv", text)
    assert ([str(day.date) for day in found.days], found.title) == (days, "Agir")


def test_a_title_that_is_labelled_so_counts_before_a_heading_which_is_told_as_not_read():
    found = understood_of(
        "p.csv", "FICHE PÉDAGOGIQUE;\nTitre : Agir;\nLieu : Lyon — Contact : Zoé;\nHeure;Quoi\n9h;A\n10h;Fin\n"
    )
    assert (found.title, found.place) == ("Agir", "Lyon")
    assert _not_read(found) == ["FICHE PÉDAGOGIQUE", "Lieu : Lyon — Contact : Zoé"]


def test_a_day_that_nothing_is_planned_on_is_told_as_not_read():
    found = understood_of("p.csv", "Heure;Quoi\n9h;A\n10h;Fin\nProchaine réunion : 8 juillet;\n")
    assert _not_read(found) == ["Prochaine réunion : 8 juillet"]


def test_a_day_of_which_nothing_but_its_end_is_said_is_no_day_and_no_segment_is_before_it_or_half_of_it():
    found = understood_of("p.csv", "Heure;Quoi\nJour 1;\n9h;A\n10h;Fin\nJour 2;\n12h;Fin\n")
    assert told(found) == ["[Matin 9:00–10:00]", "9:00 60 A"]
    plan_in(found)
    early = "Début;Durée;Quoi\n;15;A\n0h10;30;B\n"
    assert wrong(understood_of("p.csv", early)) == ["2: from 23:55 to 0:10 is no length of a segment"]
    assert wrong(understood_of("p.csv", "Début;Quoi\n0h10;A\n", ends=(1020,))) == [
        "2: from 0:10 to 17:00 is no length of a segment"
    ]


def test_a_total_of_all_days_is_summed_up_over_all_of_them():
    text = "Heure;Quoi\nJour 1;\n9h-12h;A\nJour 2;\n9h-11h;B\nTOTAL : {};\n"
    assert remarks(understood_of("p.csv", text.format("5h00"))) == []
    assert remarks(understood_of("p.csv", text.format("6h30"))) == ["6: says 390 min; the rows above make 120"]


def test_a_plan_in_which_nothing_tells_its_language_is_in_that_of_the_person():
    speak("fr")
    assert understood_of("p.csv", "9h;X\n10h;Y\n11h;\n").language == "fr"


# ── what a person does not see ───────────────────────────────────────────────────────────────────────────
def _hiding(book):
    sheet = book.add_worksheet("Plan")
    rows = [
        ("Old", "Start", "End", "What"),
        ("x", "9:00", "10:00", "A"),
        ("y", "10:00", "11:00", "Cut"),
        ("z", "11:00", "12:00", "B"),
    ]
    for number, row in enumerate(rows):
        sheet.write_row(number, 1, row)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    book.add_worksheet("Last year").hide()


def test_hidden_rows_columns_and_sheets_are_not_read_and_told():
    found = understood_of("p.xlsx", excel(_hiding))
    assert told(found) == ["[Morning 9:00–10:00]", "9:00 60 A", "[Morning 2 11:00–12:00]", "11:00 60 B"]
    assert _not_read(found) == ["10:00 | 11:00 | Cut"]
    assert [(one.column, one.head) for one in found.columns if one.field is None] == [("B", "Old")]
    assert "sheet “Last year” is hidden: not read" in map(str, found.remarks)


def test_a_hidden_row_of_libreoffice_is_not_read_and_told():
    hours = [dt.timedelta(hours=h) for h in (9, 10, 11, 12)]
    found = understood_of(
        "p.ods", calc(["Heure", "Quoi"], [hours[0], "A"], [hours[1], "Ancien"], [hours[3], "Fin"], hidden=3)
    )
    assert (told(found), _not_read(found)) == (["[Matin 9:00–12:00]", "9:00 180 A"], ["10:00 | Ancien"])


def test_columns_are_called_by_their_letters_where_a_table_stands_away_from_the_edge():
    def fill(book):
        sheet = book.add_worksheet()
        for number, row in enumerate([("Heure", "Machin"), ("9h", "A"), ("10h", "Fin")]):
            sheet.write_row(number + 3, 2, row)

    assert [(one.column, one.head) for one in understood_of("p.xlsx", excel(fill)).columns] == [
        ("C", "Heure"),
        ("D", "Machin"),
    ]


def test_sheets_of_one_day_are_its_blocks_and_dates_beside_hours_are_days():
    def halves(book):
        for name, hour in (("J1 matin", 9), ("J1 après-midi", 14), ("J2", 9)):
            book.add_worksheet(name).write_row(0, 0, ["Horaires", "Activité"])
            book.get_worksheet_by_name(name).write_row(1, 0, [f"{hour}h-{hour + 1}h", "A"])

    def dated(book):
        sheet = book.add_worksheet()
        stamp = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, ["Start", "End", "Session"])
        for row, (day, hour) in enumerate([(1, 9), (1, 10), (2, 9)], 1):
            sheet.write_datetime(row, 0, dt.datetime(2026, 6, day, hour), stamp)  # noqa: DTZ001
            sheet.write_datetime(row, 1, dt.datetime(2026, 6, day, hour + 1), stamp)  # noqa: DTZ001
            sheet.write(row, 2, f"S{row}")

    assert told(understood_of("p.xlsx", excel(halves))) == [
        "day 1",
        "[Matin 9:00–10:00]",
        "9:00 60 A",
        "[Après-midi 14:00–15:00]",
        "14:00 60 A",
        "day 2",
        "[Matin 9:00–10:00]",
        "9:00 60 A",
    ]
    assert told(understood_of("p.xlsx", excel(dated))) == [
        "day 1 2026-06-01",
        "[Morning 9:00–11:00]",
        "9:00 60 S1",
        "10:00 60 S2",
        "day 2 2026-06-02",
        "[Morning 9:00–10:00]",
        "9:00 60 S3",
    ]


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_tables_within_a_table_that_lays_out_the_page_are_read_each():
    def half(name, *rows):
        return [merged(paragraph(name) + table(["Time", "Activity"], *rows) + paragraph(""))]

    page = table(
        half("Morning", ["9:00", "Welcome"], ["9:30", "Map"], ["12:00", "Lunch"]),
        half("Afternoon", ["13:00", "Plan"], ["14:30", "Close"]),
    )
    assert told(understood_of("p.docx", word(paragraph("Workshop", "T1"), page))) == [
        "[Morning 9:00–12:00]",
        "9:00 30 Welcome",
        "9:30 150 Map",
        "[Afternoon 13:00–14:30]",
        "13:00 90 Plan",
    ]


def test_a_table_within_a_cell_is_lines_of_it_and_a_row_without_a_title_is_called_by_what_it_says():
    steps = merged(table(["1", "consigne", "10'"], ["2", "travail", "50'"]))
    rows = table(
        ["Horaire", "Durée", "Séquence", "Contenu"],
        [merged("9h – 10h", down="restart"), "15'", merged("Accueil", down="restart"), "café"],
        [merged("", down="continue"), "45'", merged("", down="continue"), "tour de table"],
        ["10h – 11h", "60'", "Ateliers", steps],
        [merged("TOTAL : 2h00", across=4)],
    )
    found = understood_of("p.docx", word(rows))
    assert told(found) == [
        "[Matin 9:00–11:00]",
        "9:00 15 Accueil",
        "9:15 45 tour de table",
        "10:00 60 Ateliers",
    ]
    assert remarks(found) == ["3: it has no title of its own: called “tour de table”"]
    assert list(found.days[0].segments)[2].texts == {"method": "1 consigne 10'\n2 travail 50'"}


def test_days_side_by_side_whose_cells_have_lines_with_their_hours():
    cells = [
        merged(paragraph("9h Accueil") + paragraph("12h Fin")),
        merged(paragraph("9h Reprise") + paragraph("11h Fin")),
    ]
    assert told(understood_of("p.docx", word(table(["Jour 1", "Jour 2"], cells)))) == [
        "day 1",
        "[Matin 9:00–12:00]",
        "9:00 180 Accueil",
        "day 2",
        "[Matin 9:00–11:00]",
        "9:00 120 Reprise",
    ]


def test_rows_without_a_head_are_read_under_headings_of_the_page_and_of_the_table():
    rows = table(
        [merged("JEUDI 5 MARS", across=2)],
        ["9h30", merged(paragraph("Accueil") + paragraph("café"))],
        ["12h45", "Fin"],
        [merged("VENDREDI 6 MARS", across=2)],
        ["9h", "Visite"],
        ["12h", "Fin"],
    )
    assert told(understood_of("p.docx", word(paragraph("Programme", "T1"), rows))) == [
        "day 1",
        "[Matin 9:30–12:45]",
        "9:30 195 Accueil",
        "day 2",
        "[Matin 9:00–12:00]",
        "9:00 180 Visite",
    ]


# ── calendars ────────────────────────────────────────────────────────────────────────────────────────────
PARIS = ";TZID=Europe/Paris:20260706T"


def test_events_that_come_again_are_read_each_time_and_days_of_their_own_are_headings():
    found = understood_of(
        "p.ics",
        calendar(
            "DTSTART;VALUE=DATE:20260706|DTEND;VALUE=DATE:20260708|SUMMARY:Stage d'été (2 jours)",
            f"DTSTART{PARIS}090000|DTEND{PARIS}091500|RRULE:FREQ=DAILY;COUNT=3|EXDATE;TZID=Europe/Paris:20260708T090000|SUMMARY:Accueil",
            f"DTSTART{PARIS}091500|DURATION:PT1H15M|SUMMARY:Atelier|DESCRIPTION:<p>Des <b>outils</b></p>",
            "DTSTART:20260706T083000Z|DTEND:20260706T100000Z|SUMMARY:Suite",
            f"DTSTART{PARIS}093000|DTEND{PARIS}103000|STATUS:CANCELLED|SUMMARY:Visite",
            "DTSTART;TZID=Europe/Paris:20260707T091500|DTEND;TZID=Europe/Paris:20260707T120000|SUMMARY:Bilan",
            named="Stage",
        ),
    )
    assert told(found) == [
        "day 1 Stage d'été (2 jours) 2026-07-06",
        "[Matin 9:00–12:00]",
        "9:00 15 Accueil",
        "9:15 75 Atelier",
        "10:30 90 Suite",
        "day 2 2026-07-07",
        "[Matin 9:00–12:00]",
        "9:00 15 Accueil",
        "9:15 165 Bilan",
    ]
    assert (found.title, found.zone, _not_read(found)) == (
        "Stage",
        "Europe/Paris",
        ["2026-07-06 | 9:30 | 10:30 | Visite"],
    )
    assert [one.texts for one in found.days[0].segments if one.texts] == [{"method": "Des outils"}]
    assert 'timezone = "Europe/Paris"' in _agenda(found)


def test_a_time_that_was_moved_is_read_where_it_is_and_one_that_never_ends_once_which_is_said():
    found = understood_of(
        "p.ics",
        calendar(
            f"UID:a|DTSTART{PARIS}090000|DTEND{PARIS}100000|RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20260707T220000Z|SUMMARY:Cours",
            "UID:a|RECURRENCE-ID;TZID=Europe/Paris:20260707T090000|DTSTART;TZID=Europe/Paris:20260707T140000"
            "|DTEND;TZID=Europe/Paris:20260707T150000|SUMMARY:Cours déplacé",
            f"DTSTART{PARIS}100000|DTEND{PARIS}110000|RRULE:FREQ=MONTHLY|SUMMARY:Bilan",
        ),
    )
    assert told(found) == [
        "day 1 2026-07-06",
        "[Matin 9:00–11:00]",
        "9:00 60 Cours",
        "10:00 60 Bilan",
        "day 2 2026-07-07",
        "[Après-midi 14:00–15:00]",
        "14:00 60 Cours déplacé",
    ]
    assert remarks(found) == ["2: it is held again and again: read once"]


def test_an_event_without_an_end_goes_on_until_the_next_and_a_holiday_before_gives_no_date():
    found = understood_of(
        "p.ics",
        calendar(
            "DTSTART;VALUE=DATE:20260601|SUMMARY:Holiday",
            "DTSTART;TZID=America/New_York:20260602T090000|SUMMARY:Welcome",
            "DTSTART;TZID=America/New_York:20260602T100000|DURATION:PT1H|SUMMARY:Talk",
        ),
    )
    assert (told(found), found.zone) == (
        ["[Morning 9:00–11:00]", "9:00 60 Welcome", "10:00 60 Talk"],
        "America/New_York",
    )
    assert (str(found.days[0].date), _not_read(found)) == ("2026-06-02", ["2026-06-01: Holiday"])


def _agenda(found):
    from workshop_tui.plans.agenda_text import agenda_text

    return agenda_text(found, "a plan", "day.toml")
