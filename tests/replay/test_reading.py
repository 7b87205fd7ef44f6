"""What testers write is read, and what is wrong with it is said with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.replay.read import read
from bot.replay.transcript import USUAL_MOMENT

HEAD = "title: x\nat: 2026-11-21T22:15:00+00:00\n"


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def faults(folder: Path, text: str, name: str = "one.yml") -> list[str]:
    transcripts, found = read([write(folder, name, text)])
    assert not transcripts
    return [str(fault).removeprefix(f"{folder}/") for fault in found]


@pytest.mark.parametrize(
    "text, line, words",
    [
        (HEAD + "steps:\n  - user: hi\n    expcet: {says: [x]}\n", 5, "'expcet' is not known. Did you mean 'expect'?"),
        (HEAD + "steps:\n  - user: hi\n    expect:\n      ofers: [pathway]\n", 6, "Did you mean 'offers'?"),
        (HEAD + "steps:\n  - user: hi\n    expect: {offers: [new-era-victim]}\n", 5, "Did you mean 'new-era-victims'?"),
        (HEAD + "steps:\n  - user: hi\n    expect: {urgency: emergncy}\n", 5, "Did you mean 'emergency'?"),
        (HEAD + "steps:\n  - user: hi\n    expect: {intent: ask_beleived}\n", 5, "Did you mean 'ask_believed'?"),
        (HEAD + "steps:\n  - user: hi\n    expect: {max_messages: two}\n", 5, "not a whole number"),
        (HEAD + "steps:\n  - user: hi\n    choose: Yes\n", 4, "has both user and choose"),
        (HEAD + "steps:\n  - expect: {topic: abuse}\n", 4, "has neither user nor choose"),
        (HEAD + "steps:\n  - include: nowhere.yml\n", 4, "the file to include, nowhere.yml, is not there"),
        (HEAD + "steps: []\n", 3, "there are no steps"),
        ("title: x\nat: 2026-11-21T22:15:00\nsteps: [{user: hi}]\n", 2, "has no time zone. Add +00:00 in winter or +01:00 in summer"),
        ("title: x\nat: 2026-02-30T22:15:00+00:00\nsteps: [{user: hi}]\n", 2, "is not a time that exists (day is out of range for month)"),
        ("title: x\nat: tomorrow\nsteps: [{user: hi}]\n", 2, "Write it like 2026-11-21T22:15:00+00:00"),
        (HEAD + "steps:\n  - at: 2026-11-21T25:00:00+00:00\n    user: hi\n", 4, "is not a time that exists"),
        ("at: 2026-11-21T22:15:00+00:00\nsteps: [{user: hi}]\n", 1, "has no title"),
        ('title: "x\nat: y\n', 1, "this is not YAML"),
        ("- user: hi\n", 1, "this is not a transcript"),
        ("", 1, "the file is empty"),
        (HEAD + "title: y\nsteps: [{user: hi}]\n", 3, "'title' is written twice"),
        (HEAD + "rows: [{a: x}]\nsteps: [{user: '{b}'}]\n", 4, "the column 'b' is not known"),
        (HEAD + "rows: [{a: x}, {b: y}]\nsteps: [{user: '{a}'}]\n", 3, "other columns than the first"),
    ],
)
def test_a_faulty_transcript_gets_a_line_and_a_remedy(tmp_path, text, line, words):
    found = faults(tmp_path, text)
    assert any(one.startswith(f"one.yml:{line}: ") and words in one for one in found), found


def test_a_missing_file_and_an_unknown_kind_are_said_and_the_others_are_read(tmp_path):
    good = write(tmp_path, "good.yml", HEAD + "steps: [{user: hi}]\n")
    odd = write(tmp_path, "odd.docx", "x")
    transcripts, found = read([good, odd, str(tmp_path / "nowhere.yml")])
    assert [t.title for t in transcripts] == ["x"]
    assert {fault.what for fault in found} == {"this kind of file is not known", "there is no such file or folder"}


def test_words_that_yaml_takes_for_values_stay_words(tmp_path):
    (transcript,), _ = read([write(tmp_path, "a.yml", HEAD + "steps: [{user: no}, {user: 999}, {user: ''}, {choose: Yes}]\n")])
    assert [step.said for step in transcript.steps] == ["no", "999", "", "Yes"]


def test_a_step_moves_the_clock_alone_or_with_words(tmp_path):
    text = HEAD + "steps:\n  - at: 2026-11-22T01:00:00+00:00\n  - user: hi\n  - user: ho\n    at: 2026-11-22T02:00:00+00:00\n"
    (transcript,), _ = read([write(tmp_path, "a.yml", text)])
    assert [step.at.hour for step in transcript.steps] == [1, 2]


def test_a_fragment_is_read_where_it_is_included_and_not_by_itself(tmp_path):
    write(tmp_path, "parts/opening.yml", "fragment: the opening\nsteps: [{user: hello}]\n")
    write(tmp_path, "a.yml", HEAD + "steps: [{include: parts/opening.yml}, {user: bye}]\n")
    (transcript,), found = read([str(tmp_path)])
    assert not found and [step.said for step in transcript.steps] == ["hello", "bye"]
    assert transcript.steps[0].file.endswith("opening.yml")


def test_a_fragment_that_includes_itself_is_said(tmp_path):
    write(tmp_path, "b.yml", "fragment: b\nsteps: [{include: b.yml}]\n")
    assert "includes itself" in faults(tmp_path, HEAD + "steps: [{include: b.yml}]\n")[0]


def test_a_table_makes_a_transcript_of_each_row(tmp_path):
    text = 'title: "{place}"\nat: "{at}"\nrows:\n  - {place: luton, at: "2026-11-21T22:15:00+00:00", first: [signpost-bedfordshire]}\n'
    text += '  - {place: stoke, at: "2026-11-22T22:15:00+00:00", first: [new-era-victims]}\nsteps: [{user: "im in {place}", expect: {offers: "{first}"}}]\n'
    made, found = read([write(tmp_path, "a.yml", text)])
    assert not found
    assert [(t.title, t.at.day, t.steps[0].user, t.steps[0].expect["offers"]) for t in made] == [
        ("luton", 21, "im in luton", ["signpost-bedfordshire"]),
        ("stoke", 22, "im in stoke", ["new-era-victims"]),
    ]
    assert len({t.id for t in made}) == 2


def test_columns_make_every_combination(tmp_path):
    text = HEAD + "rows: {place: [luton, stoke, kent], who: [husband, wife]}\nsteps: [{user: 'my {who} in {place}'}]\n"
    made, _ = read([write(tmp_path, "a.yml", text)])
    assert len({t.steps[0].user for t in made}) == 6


def test_json_lines_are_turns_or_whole_transcripts_and_a_bad_line_leaves_the_rest(tmp_path):
    text = (
        '{"transcript": "one", "at": "2026-11-21T10:00:00+00:00", "user": "hi", "expect": {"topic": "other"}}\n'
        '{"transcript": "one", "choose": "Yes"}\nnot json\n{"title": "two", "steps": [{"user": "ho"}]}\n'
        '{"transcript": "three", "usr": "hi"}\n'
    )
    made, found = read([write(tmp_path, "a.jsonl", text)])
    assert [(t.title, len(t.steps), t.at) for t in made][1:] == [("two", 1, USUAL_MOMENT)] and made[0].at.hour == 10
    assert {(fault.line, fault.what.partition(" at")[0]) for fault in found} >= {(3, "this line is not JSON"), (5, "the key 'usr' is not known")}


def test_csv_has_a_column_for_each_expectation(tmp_path):
    text = "transcript,at,user,choose,says,slots\nb,2026-11-23T13:10:00+00:00,hi,,one;two,audience=victim\nb,,,Yes,,\n"
    (transcript,), found = read([write(tmp_path, "a.csv", text)])
    assert not found and transcript.steps[0].expect == {"says": ["one", "two"], "slots": {"audience": "victim"}}
    assert "Did you mean 'user'?" in faults(tmp_path, "usr,at\nhi,\n", "b.csv")[0]


def test_a_plain_log_expects_again_what_the_bot_said(tmp_path):
    text = "at: 2026-11-21T10:00:00+00:00\nbot: Hello.\nuser: hi\nbot: One.\n  Two.\nbot: Three.\n---\nuser: ho\nwhat is this\n---\nuser: hm\n"
    made, found = read([write(tmp_path, "a.txt", text)])
    assert made[0].opening == {"says": ["Hello."]} and made[0].steps[0].expect == {"says": ["One.\nTwo.", "Three."]}
    assert [t.steps[0].user for t in made] == ["hi", "hm"] and [fault.line for fault in found] == [9]


def test_botium_convos_are_read_and_what_cannot_be_checked_is_said(tmp_path):
    text = "A title\n\n#me\nhello\n\n#bot\nHi\n!Bye\nBUTTONS Yes|No\nINTENT greet\n"
    (transcript,), found = read([write(tmp_path, "a.convo.txt", text)])
    assert not found and transcript.title == "A title"
    assert transcript.steps[0].expect == {"says": ["Hi"], "never": ["Bye"], "choices": ["Yes", "No"], "intent": "greet"}
    assert "MEDIA cannot be checked here" in faults(tmp_path, "t\n\n#me\nhi\n\n#bot\nMEDIA x.png\n", "b.convo.txt")[0]
