"""Which model fits the data, and how a model that must not answer people is found out."""

from __future__ import annotations

import shutil

import pytest

from bot.dialogue import canaries, model as models
from bot.settings import ROOT, Settings


@pytest.fixture()
def copy(tmp_path):
    for source in models.SOURCES:
        target = tmp_path / source
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, target)
    return tmp_path


def test_the_same_data_have_the_same_name_wherever_they_are(copy):
    assert models.fingerprint(copy) == models.fingerprint(ROOT)


CHANGED = (
    "config.yml",
    "domain.yml",
    "bot/data/nlu/abuse.yml",
    "bot/data/responses/emergency.yml",
    "bot/data/rules/ways.yml",
    "bot/components/triage.py",
    "bot/understanding/features.py",
)


@pytest.mark.parametrize("changed", CHANGED)
def test_changed_data_need_another_model(copy, changed):
    before = models.fingerprint(copy)
    with (copy / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert models.fingerprint(copy) != before


def test_new_and_lost_and_renamed_data_need_another_model(copy):
    names = {models.fingerprint(copy)}
    new = copy / "bot" / "data" / "nlu" / "new.yml"
    new.write_text("nlu: []\n", encoding="utf-8")
    names.add(models.fingerprint(copy))
    new.rename(new.with_name("newer.yml"))
    names.add(models.fingerprint(copy))
    (copy / "bot" / "data" / "nlu" / "abuse.yml").unlink()
    names.add(models.fingerprint(copy))
    assert len(names) == 4


def test_changed_rules_of_danger_need_another_model(copy, monkeypatch):
    before = models.fingerprint(copy)
    monkeypatch.setattr(models, "danger_fingerprint", lambda: "other rules")
    assert models.fingerprint(copy) != before


def test_a_chosen_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RuntimeError, match="WAYMARK_MODEL names .*nowhere.tar.gz"):
        models.ensure_model(Settings(model=tmp_path / "nowhere.tar.gz"))


def test_a_model_that_fits_is_not_trained_again(tmp_path):
    settings = Settings(models_dir=tmp_path)
    models.model_path(settings).write_bytes(b"already here")

    def no_word(text):
        pytest.fail(f"said: {text}")

    assert models.ensure_model(settings, no_word) == models.model_path(settings)


async def test_a_file_that_is_no_model_is_refused_and_said(tmp_path):
    from bot.dialogue import agent

    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"this is no model")
    with pytest.raises(Exception):
        await agent.load(broken)


class Parser:
    """Stands in for the agent: understands every canary, but for those in ``wrong``."""

    def __init__(self, **wrong):
        self._wrong = {canaries.CANARIES[int(n[1:])][0]: found for n, found in wrong.items()}

    async def parse_message(self, text):
        expected = dict(canaries.CANARIES)[text]
        right = {"urgency": "emergency", "topic": "abuse"} if expected == "emergency" else {"urgency": "routine", "topic": expected}
        return {**right, **self._wrong.get(text, {})}


async def test_canaries_pass_when_all_are_understood():
    assert await canaries.misread(Parser()) == ()


@pytest.mark.parametrize("number", range(len(canaries.CANARIES)))
async def test_each_canary_can_fail(number):
    wrong = Parser(**{f"n{number}": {"urgency": "routine", "topic": "information"}})
    assert await canaries.misread(wrong) == (canaries.CANARIES[number][0],)


async def test_the_loaded_model_misreads_no_canary(agent):
    assert await canaries.misread(agent) == ()
