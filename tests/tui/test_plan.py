"""The plan screen, by its keys: an agenda before its day, changed, undone, saved; its file, its draft, its mistakes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.agenda.written import HEAD, SEGMENT, WHOLE
from tests.conftest import AGENDAS, SEED
from tests.tui.bursts import burst, typed_and_drawn
from tests.tui.conftest import HOSTILE, clicked
from tests.tui.unhurried import settled
from workshop_tui.agenda.editing.document import Document
from workshop_tui.agenda.editing.values import written
from workshop_tui.agenda.reading import load
from workshop_tui.locale import speak
from workshop_tui.plans.beginning import fresh
from workshop_tui.plans.kept import PlanFile
from workshop_tui.tui.app import WorkshopApp
from workshop_tui.tui.widgets.lines import Lines
from workshop_tui.tui.widgets.rows import Rows

SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 16)], ids=lambda size: "x".join(map(str, size)))


@pytest.fixture
def file(home, tmp_path) -> Path:
    """The seed's agenda, as a person's own."""
    made = tmp_path / "day.toml"
    made.write_bytes(SEED.read_bytes())
    return made


@pytest.fixture
def planned(app, home) -> Callable[..., WorkshopApp]:
    """The screen on a file."""

    def make(file: Path, language: str = "en") -> WorkshopApp:
        speak(language)
        return app(None, language, plan=PlanFile(file, fresh()))

    return make


def rows(pilot) -> list[str]:
    return [row.plain.rstrip() for row in pilot.app.screen.query_one(Rows).rows]


def row(pilot) -> str:
    """The selected one."""
    table = pilot.app.screen.query_one(Rows)
    return rows(pilot)[table._at]


def notice(pilot) -> str:
    return str(pilot.app.screen.query_one("#notice").text)


def name(pilot) -> str:
    return str(pilot.app.screen.query_one("#name").text)


async def type_line(pilot, text: str) -> None:
    """Type it into the line that is asked for, and enter it."""
    where = next(iter(pilot.app.screen.query("Ask Input, Ask Lines")))
    if isinstance(where, Input):
        where.value = text
    else:
        where.text = text
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def select(pilot, title: str) -> None:
    """Go down to the first row with that title."""
    table = pilot.app.screen.query_one(Rows)
    titles = [text.plain for text, (key, *_more) in zip(table.rows, table._rows, strict=True) if key is not None]
    downs = next((number for number, told in enumerate(titles) if title in told), None)
    assert downs is not None, f"no row has {title}"
    await burst(pilot, "home", *["down"] * downs)
    await settled(pilot)
    assert title in row(pilot)


async def test_a_letter_of_a_segment_is_kept_before_it_is_drawn(planned, file):
    async with planned(file).run_test(size=(120, 40)) as pilot:
        await burst(pilot, "a", *"Tou")
        await settled(pilot)
        typed_and_drawn(pilot, "r")
        assert pilot.app.screen.plan.half_typed[1] == "Tour"


async def test_a_day_is_built_from_nothing_saved_and_read(planned, tmp_path):
    file = tmp_path / "new.toml"
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for line in ("A day", "Morning 9h-12h", "Welcome 15", "Talk 60 45-70 @9:30", "Buffer 20", "Break 15", ""):
            await type_line(pilot, line)
        told = [line.partition("?")[0].split() for line in rows(pilot)[1:]]
        assert [" ".join(words) for words in told] == [
            "Morning 9:00 – 12:00 55 min free",
            "9:00 Welcome 15",
            "9:30@ Talk 60 45–70",
            "10:30 Buffer 20 0–20",
            "10:50 Break 15",
        ]
        await pilot.press("s")
        await settled(pilot)
        assert "not saved" not in name(pilot)
        plan = load(file)
        assert [(one.title, one.minutes, one.kind) for one in plan.blocks[0].segments] == [
            ("Welcome", 15, "accueil"),
            ("Talk", 60, None),
            ("Buffer", 20, "tampon"),
            ("Break", 15, "pause"),
        ]
        await pilot.press("q")
        await settled(pilot)
    assert pilot.app.return_code == 0


@SIZES
async def test_what_is_changed_moves_the_times_after_it_and_undo_has_the_file_again(planned, file, size):
    raw = file.read_bytes()
    async with planned(file).run_test(size=size) as pilot:
        await settled(pilot)
        before = rows(pilot)
        await pilot.press("down", "down", "plus", "e", "minus", "o")
        await settled(pilot)
        assert row(pilot).startswith("   9:00o Accueil"), "the selected one stays"
        assert rows(pilot)[3].startswith("   9:15  Tour"), "five minutes later"
        assert "not saved" in name(pilot) or size == (40, 16)
        await pilot.press("down", "x", "y")
        await settled(pilot)
        await burst(pilot, *"uuuuuu")
        await settled(pilot)
        assert rows(pilot) == before
        assert "undo" in notice(pilot).lower() or "Undone" in notice(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert notice(pilot) == "There is nothing to undo"
        await pilot.press("s", "q")
        await settled(pilot)
    assert file.read_bytes() == raw


async def test_a_segment_moves_to_another_block_by_keys_and_by_the_mouse(planned, file):
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await select(pilot, "Accueil")
        await pilot.press("v")
        await select(pilot, "Le cas d’un participant")
        await pilot.press("enter")
        await settled(pilot)
        assert "Accueil" in row(pilot)
        at = rows(pilot).index(row(pilot))
        assert "Le cas d’un participant" in rows(pilot)[at - 1]
        await pilot.press("u")
        await settled(pilot)
        assert row(pilot) == rows(pilot)[2], "it is selected where it was"
        await pilot.press("U")
        await settled(pilot)
        assert row(pilot) == rows(pilot)[at]
        await pilot.press("v", "home", "down", "escape")
        await settled(pilot)
        assert "Accueil" in row(pilot), "left where it is"
        table = pilot.app.screen.query_one(Rows)
        await pilot.press("v", "home")
        await settled(pilot)
        await clicked(pilot, table, (10, 2), times=2)
        await settled(pilot)
        assert "Accueil" in rows(pilot)[2], "a double click puts it on the block's front"


async def test_the_keys_of_a_segment_say_its_lengths_its_time_its_title_and_its_people(planned, file):
    async with planned(file).run_test(size=(120, 40)) as pilot:
        await select(pilot, "Accueil")
        for key, line in (("m", "20 15-25"), ("t", "9h05"), ("r", "Bienvenue [/x]"), ("l", "Pascal, New Person")):
            await pilot.press(key)
            await settled(pilot)
            await type_line(pilot, line)
        assert "9:05@ Bienvenue [/x]" in row(pilot)
        assert "20 15–25" in row(pilot)
        assert "new among the trainers: New Person" in notice(pilot)
        await pilot.press("s")
        await settled(pilot)
        plan = Document(file.read_bytes()).sheet.data
        first = plan["blocks"][0]["segments"][0]
        assert (first["lead"], first["at"], first["title"]) == (["pascal", "new-person"], "9h05", "Bienvenue [/x]")
        assert plan["trainers"][-1]["name"] == "New Person"
        await pilot.press("u", "u", "u", "u", "t")
        await settled(pilot)
        await type_line(pilot, "25h99")
        assert "is no time of day" in notice(pilot)
        assert pilot.app.screen.query_one(Input).value == "25h99", "the line stays, to be mended"


async def test_hours_of_a_block_and_the_date_of_a_day(planned, file):
    async with planned(file).run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "t")
        await settled(pilot)
        assert pilot.app.screen.query_one(Input).value == "9h-12h"
        await type_line(pilot, "8h30-12h")
        await pilot.press("D")
        await settled(pilot)
        await type_line(pilot, "The second")
        await type_line(pilot, "AM 9h-10h")
        await type_line(pilot, "Only one 60")
        await type_line(pilot, "")
        await select(pilot, "The second")
        await pilot.press("t")
        await settled(pilot)
        await type_line(pilot, "2026-10-02")
        assert "Day 2 · The second · 2026-10-02" in row(pilot)
        await pilot.press("s")
        await settled(pilot)
        plan = load(file)
        assert [str(day.date) for day in plan.days] == ["None", "2026-10-02"]
        assert str(plan.days[0].agenda.blocks[0].start) == "08:30"


async def test_a_mistake_stands_beside_its_row_and_w_goes_from_one_to_the_next(planned, file):
    file.write_text(WHOLE.replace("60", "70") + SEGMENT.replace("60", "1") + 'lead = ["nobody"]\n')
    async with planned(file).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert name(pilot).split("  ")[-1].strip() == "2 mistakes"
        assert "! this segment does not fit its block: 11 min too long" in rows(pilot)[2]
        assert "! no trainer is called “nobody”" in rows(pilot)[3]
        await pilot.press("w")
        await settled(pilot)
        assert row(pilot) == rows(pilot)[2]
        assert "this segment does not fit" in str(pilot.app.screen.query_one("#whole").text)
        await pilot.press("w")
        await settled(pilot)
        assert row(pilot) == rows(pilot)[3]
        await pilot.press("l")
        await settled(pilot)
        await type_line(pilot, "")
        assert "!" not in row(pilot)


async def test_the_words_of_the_day_are_lines_of_labels_on_the_screen_of_the_whole_plan(planned, tmp_path):
    file = tmp_path / "day.toml"
    file.write_text(f"# ours\n{WHOLE}")
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await select(pilot, "Phases")
        assert "Emergence / Framing / Organising" in row(pilot)
        await pilot.press("enter")
        await settled(pilot)
        typed = next(iter(pilot.app.screen.query("Ask Lines"))).text
        await type_line(pilot, typed.replace("Framing", "What for") + "\nParty")
        await select(pilot, "Phases")
        assert "Emergence / What for / Organising" in row(pilot)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
    phases = load(file).phases
    assert [(one.key, one.label) for one in phases][:2] == [("emergence", None), ("definition", "What for")]
    assert (phases[-1].key, phases[-1].label, len(phases)) == ("party", "Party", 9)
    assert file.read_text().startswith("# ours\n")


async def test_all_fields_of_a_row_are_changed_on_their_screen(planned, file):
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await select(pilot, "Accueil")
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen.NAME == "plan_fields"
        said = {
            "Kind": "break",
            "Objective": "One\nTwo",
            "Prompts": "A?\nB?\nC?",
            "Steps": "In 4\nOut 6",
            "Protected": None,
            "Needs": "temoin",
            "May bend by": "± 10 %",
            "Fixed at": "9h",
        }
        for label, text in said.items():
            await select(pilot, label)
            await pilot.press("enter")
            await settled(pilot)
            if text is not None:
                await type_line(pilot, text)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen.NAME == "plan"
        await pilot.press("s")
        await settled(pilot)
        one = load(file).blocks[0].segments[0]
        assert (one.kind, one.objective, one.prompts) == ("pause", "One\nTwo", ("A?", "B?", "C?"))
        assert [(step.title, step.minutes) for step in one.steps] == [("In", 4), ("Out", 6)]
        assert (one.protected, one.needs, one.flex) == (None, ("temoin",), 10)
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        for label, text in {
            "Place": "Ici",
            "Trainers": "Pascal Loviconi, Ailleurs\nZoé",
            "Guests": "Membre 10:40-11:40",
            "Programme": "Un\nDeux",
            "Capacity": "14",
            "Warns": "10, 2",
            "Confidentiality": "chatham",
        }.items():
            await select(pilot, label)
            await pilot.press("enter")
            await settled(pilot)
            await type_line(pilot, text)
            assert not pilot.app.screen.query("Ask"), (label, notice(pilot))
        told = Document(file.read_bytes()).sheet.data
        assert told["place"] != "Ici", "nothing is saved yet"
        await pilot.press("s")
        await settled(pilot)
        told = Document(file.read_bytes()).sheet.data
        assert told["place"] == "Ici"
        assert told["trainers"] == [
            {"key": "pascal", "name": "Pascal Loviconi", "organisation": "Ailleurs"},
            {"name": "Zoé"} | {k: v for k, v in told["trainers"][1].items() if k != "name"},
        ]
        assert [one["text"] for one in told["programme"]] == ["Un", "Deux"]
        assert told["guests"][0] | {"from": "10:40", "until": "11:40", "name": "Membre"} == told["guests"][0]
        assert (told["capacity"], told["warn"], told["confidentiality"]) == (14, [10, 2], "chatham")


async def test_a_segment_is_taken_from_another_agenda_with_its_comments(planned, home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.toml").write_text(HEAD + "# mine\n" + SEGMENT + 'lead = ["who"]\n')
    file = tmp_path / "day.toml"
    file.write_text(WHOLE)
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "i")
        await settled(pilot)
        await select(pilot, "other.toml")
        await pilot.press("enter")
        await settled(pilot)
        await select(pilot, "One")
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen.NAME == "plan"
        assert notice(pilot) == "Taken, without who and what nobody is called here: who"
        await pilot.press("s")
        await settled(pilot)
    assert file.read_text() == WHOLE + "\n# mine\n" + SEGMENT


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_while_the_file_is_another_what_was_done_is_said_too(planned, tmp_path, language):
    file = tmp_path / "day.toml"
    file.write_text(WHOLE)
    async with planned(file, language).run_test(size=(80, 24)) as pilot:
        file.write_text(WHOLE + "# theirs\n")
        await pilot.pause(1)
        assert "…" not in notice(pilot)
        await pilot.press("down", "down", "minus")
        await settled(pilot)
        assert "59 min" in notice(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert notice(pilot).startswith("day.toml")
        assert {"en": "Undone", "fr": "Annulé"}[language] in notice(pilot)


async def test_a_beginner_is_told_what_is_missing_without_toml(planned, tmp_path):
    async with planned(tmp_path / "new.toml", "fr").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "« Titre »" in row(pilot).replace("\u00a0", " ")
        assert "[[" not in "".join(rows(pilot))


@pytest.mark.parametrize(("answer", "kept"), [("w", "mine"), ("t", "theirs"), ("s", "both"), ("escape", "neither")])
async def test_a_file_changed_outside_is_never_written_over_unasked(planned, tmp_path, answer, kept):
    file = tmp_path / "day.toml"
    file.write_text(WHOLE)
    async with planned(file).run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "down", "minus")
        await settled(pilot)
        file.write_text(theirs := WHOLE + "# theirs\n")
        await pilot.pause(1)
        assert "was changed outside" in notice(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert file.read_text() == theirs
        await pilot.press(answer)
        await settled(pilot)
        mine = WHOLE.replace("60", "59")
        if kept == "both":
            await type_line(pilot, str(tmp_path / "mine.toml"))
            assert (tmp_path / "mine.toml").read_text() == mine
        assert file.read_text() == (mine if kept == "mine" else theirs)
        assert ("not saved" in name(pilot)) == (kept == "neither")
        if kept == "theirs":
            await pilot.press("u", "s")
            await settled(pilot)
            assert file.read_text() == mine, "mine again, which is meant now"


async def test_what_is_not_saved_is_asked_about_on_leaving(planned, tmp_path, home):
    file = tmp_path / "day.toml"
    file.write_text(WHOLE)
    for answer, saved in (("t", "60"), ("k", "60"), ("s", "58")):
        async with planned(file).run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("down", "down", "minus")
            await settled(pilot)
            await pilot.press("q", answer)
            await settled(pilot)
        assert f"minutes = {saved}" in file.read_text()
        left = list((home / "plans").glob("*"))
        assert len(left) == (answer == "k"), answer


async def test_a_plan_that_was_hardly_begun_is_left_without_a_question(planned, tmp_path, home):
    async with planned(tmp_path / "new.toml").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("escape", "q")
        await settled(pilot)
    assert pilot.app.return_code == 0
    assert not (tmp_path / "new.toml").exists()
    assert not list((home / "plans").glob("*"))


async def test_what_was_not_saved_is_there_again_what_is_half_typed_too(planned, file, home):
    raw = file.read_bytes()
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await select(pilot, "Accueil")
        await burst(pilot, "plus", "a", *"Débat 2")
        await settled(pilot)
    assert file.read_bytes() == raw
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert pilot.app.screen.query_one(Input).value == "Débat 2"
        await pilot.press("0", "enter", "escape")
        await settled(pilot)
        assert rows(pilot)[2].split()[-2] == "11"
        assert "9:11  Débat" in rows(pilot)[3]
        await pilot.press("enter")
        await settled(pilot)
        await select(pilot, "Objective")
        await burst(pilot, "enter", *"Whither")
        await settled(pilot)
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert pilot.app.screen.NAME == "plan_fields"
        assert pilot.app.screen.query_one(Lines).text == "Whither"
        await pilot.press("escape", "escape")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert rows(pilot)[2].split()[-2] == "10", "one key has the file again"


async def test_a_draft_of_another_state_of_the_file_is_offered_and_its_saving_asks(planned, tmp_path):
    file = tmp_path / "day.toml"
    file.write_text(WHOLE)
    async with planned(file).run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "down", "minus")
        await settled(pilot)
    file.write_text(WHOLE + "# theirs\n")
    async with planned(file).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "60" in rows(pilot)[2]
        await pilot.press("g")
        await settled(pilot)
        assert "59" in rows(pilot)[2]
        await pilot.press("s")
        await settled(pilot)
        assert file.read_text() == WHOLE + "# theirs\n"
        assert pilot.app.screen.query("OneOf")


@pytest.mark.parametrize("sort", HOSTILE)
async def test_hostile_text_is_text_on_every_screen_of_a_plan(planned, tmp_path, sort):
    file = tmp_path / "day.toml"
    text = written(HOSTILE[sort])
    segment = (
        SEGMENT.replace('"One"', text) + f"objective = {text}\nprompts = [{text}]\nlead = [{text}]\nform = {text}\n"
    )
    trainers = f"[[trainers]]\nname = {text}\n"
    file.write_text(HEAD.replace('"T"', text).replace('"AM"', text) + segment + trainers, encoding="utf-8")
    async with planned(file).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for keys in (
            "plus",
            "down",
            "down",
            "plus",
            "v",
            "escape",
            "l",
            "escape",
            "r",
            "escape",
            "x",
            "u",
            "w",
            "enter",
        ):
            await pilot.press(keys)
            await settled(pilot)
        await burst(pilot, *["down"] * 20)
        await pilot.press("up", "up", "up", "enter", "escape", "escape", "question_mark", "escape", "s")
        await settled(pilot)
        shown = "".join(map(str, pilot.app.screen.query_one("#whole").text.plain)) + "".join(rows(pilot))
        assert not [sign for sign in shown if sign in "\x1b\x07\x9b"]


async def test_home_opens_a_plan_a_new_one_and_a_copy_of_one_that_comes_with_the_program(
    app, home, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(WHOLE)
    (tmp_path / "slip.toml").write_text("[[blocks]]\nstart = 9h\n")
    async with app(None, "en").run_test(size=(120, 40)) as pilot:
        await select(pilot, "mine.toml")
        await pilot.press("p")
        await settled(pilot)
        assert (pilot.app.screen.NAME, rows(pilot)[0]) == ("plan", "T")
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen.NAME == "home"
        await select(pilot, "slip.toml")
        await pilot.press("p")
        await settled(pilot)
        assert (pilot.app.screen.NAME, notice(pilot)[:12]) == ("home", "slip.toml:2:"), "no TOML: where is said"
        await pilot.press("n")
        await settled(pilot)
        await type_line(pilot, "nowhere/new")
        assert pilot.app.screen.NAME == "home"
        await type_line(pilot, "new")
        assert pilot.app.screen.NAME == "plan"
        await type_line(pilot, "New one")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert "New one" in (tmp_path / "new.toml").read_text()
        await pilot.press("q")
        await settled(pilot)
    async with app(None, "en").run_test(size=(120, 40)) as pilot:
        pilot.app.screen.query_one(Rows).select(f"agenda:{AGENDAS / SEED.name}")
        await pilot.press("p")
        await settled(pilot)
        await pilot.press("escape") if pilot.app.screen.query("Ask") else None
        await pilot.press("s")
        await settled(pilot)
    assert (tmp_path / SEED.name).read_bytes() == SEED.read_bytes()


async def test_home_begins_a_plan_with_what_is_read_of_a_file_and_asks_what_only_the_person_knows(
    app, home, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deroule.csv").write_text("Séquence;Durée;Qui\nAccueil;15';Zoé\nPause;10;\n", encoding="utf-8")
    (tmp_path / "nothing.csv").write_text("a;b\n")
    async with app(None, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        await type_line(pilot, "nothing.csv")
        assert notice(pilot).startswith("nothing.csv: ")
        await type_line(pilot, "deroule.csv")
        await type_line(pilot, "no hour")
        assert "is no time of day" in notice(pilot)
        await type_line(pilot, "9h")
        assert "Accueil" in str(pilot.app.screen.query_one("#lines").content), "what was understood, row by row"
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen.NAME == "plan"
        assert [" ".join(line.split()[:3]) for line in rows(pilot)[2:]] == ["9:00 Accueil 15", "9:15 Pause 10"]
        assert not (tmp_path / "deroule.toml").exists(), "it is saved on a key"
        await pilot.press("s")
        await settled(pilot)
        assert load(tmp_path / "deroule.toml").trainers[0].name == "Zoé"


async def test_a_full_disk_is_said_and_the_plan_stays(planned, file, monkeypatch):
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, os.strerror(28))

    async with planned(file).run_test(size=(120, 40)) as pilot:
        await select(pilot, "Accueil")
        monkeypatch.setattr("workshop_tui.plans.kept.write", full)
        monkeypatch.setattr("workshop_tui.plans.kept.open_new", full)
        await pilot.press("plus")
        await settled(pilot)
        assert notice(pilot).startswith("Not kept: ")
        await pilot.press("s")
        await settled(pilot)
        assert "cannot be written" in notice(pilot)
        assert "not saved" in name(pilot)
        monkeypatch.undo()
        await pilot.press("s")
        await settled(pilot)
        assert "not saved" not in name(pilot)
