"""The trained model: which one fits the data, and making it when there is none."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Callable

from bot.settings import ROOT, Settings
from bot.triage import fingerprint as danger_fingerprint
from bot.understanding.encoder import WEIGHTS_SHA256, tuned_fingerprint

# What a model depends on. Wording is in the model too (Rasa's domain), so a changed sentence trains anew.
SOURCES = ("config.yml", "domain.yml", "bot/data", "bot/components", "bot/understanding")


def fingerprint(root: Path = ROOT) -> str:
    """A name for the state of everything a model is made from."""
    digest = hashlib.sha256(f"{WEIGHTS_SHA256} {tuned_fingerprint()} {danger_fingerprint()}".encode())
    for source in SOURCES:
        path = root / source
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in (".yml", ".py"))
        for file in files:
            digest.update(f"\n{file.relative_to(root)}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Where the model that fits the data is, or would be; or the one that the operator chose."""
    if settings.model:
        return settings.model
    return settings.models_dir / f"waymark-{fingerprint()}.tar.gz"


def ensure_model(settings: Settings, say: Callable[[str], None] = print) -> Path:
    """The model that fits the data, trained now if there is none.

    Raises:
        RuntimeError: training did not succeed (Rasa has said why), or the chosen model is not there.
    """
    path = model_path(settings)
    if path.is_file():
        return path
    if settings.model:
        raise RuntimeError(f"WAYMARK_MODEL names {path}, and there is no such file.")
    say("Training the model (about ten minutes the first time) ...")
    from rasa.model_training import train

    result = train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "bot" / "data")],
        output=str(settings.models_dir),
        force_training=True,
        fixed_model_name=path.name.removesuffix(".tar.gz"),
    )
    if result.code != 0 or not path.is_file():
        raise RuntimeError("Training failed. `rasa data validate --data bot/data` shows what is wrong.")
    for old in settings.models_dir.glob("waymark-*.tar.gz"):
        if old != path:
            old.unlink()
    say("Trained.")
    return path
