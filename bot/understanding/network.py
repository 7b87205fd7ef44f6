"""The six transformer layers of all-MiniLM-L6-v2 as a graph for ONNX Runtime, built in memory from the weights.

`Attention`, `SkipLayerNormalization` (a sum and its norm) and `BiasGelu` are ONNX Runtime's own operators, faster than their parts:
https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
"""
from __future__ import annotations

from typing import Mapping, Sequence

import numpy as np
import onnxruntime
from onnx import NodeProto, TensorProto, helper, numpy_helper

HEADS = 12
LAYERS = 6
TOGETHER = 16  # pieces computed at once: more are no faster and take more memory
_FUSED = "com.microsoft"
_EPSILON = 1e-12  # of the norms, as published (config.json)

Weights = Mapping[str, np.ndarray]


class Network:
    """Turns the tokens of a piece of text into numbers that stand for its meaning."""

    def __init__(self, weights: Weights) -> None:
        """``weights`` by their published names."""
        self._words = weights["embeddings.word_embeddings.weight"]
        self._positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        options = onnxruntime.SessionOptions()
        # A thread that waits must sleep: the server needs its processors for other things.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(_graph(weights), options, providers=["CPUExecutionProvider"])

    def sums(self, pieces: Sequence[Sequence[int]]) -> np.ndarray:
        """For each of ``pieces``, given as the numbers of its tokens, a row: what the last layer says, summed over the tokens."""
        made = np.empty((len(pieces), self._words.shape[1]), np.float32)
        by_length = sorted(range(len(pieces)), key=lambda n: len(pieces[n]))  # like with like: less padding
        for start in range(0, len(by_length), TOGETHER):
            chosen = by_length[start : start + TOGETHER]
            lengths = np.array([len(pieces[n]) for n in chosen], np.int32)
            embedded = np.zeros((len(chosen), lengths.max(), self._words.shape[1]), np.float32)
            for row, n in enumerate(chosen):
                embedded[row, : lengths[row]] = self._words[list(pieces[n])] + self._positions[: lengths[row]]
            (hidden,) = self._session.run(None, {"embedded": embedded, "lengths": lengths})
            for row, n in enumerate(chosen):
                made[n] = hidden[row, : lengths[row]].sum(axis=0)
        return made


def _graph(weights: Weights) -> bytes:
    """The model, serialized. In: `embedded` (piece, token, number; zeros after the end of a piece) and `lengths` (tokens of each)."""
    graph = _Graph()
    hidden = graph.add("LayerNormalization", "embedded", *graph.norm(weights, "embeddings.LayerNorm"), epsilon=_EPSILON)
    for number in range(LAYERS):
        hidden = graph.layer(weights, f"encoder.layer.{number}.", hidden)
    inputs = [
        helper.make_tensor_value_info("embedded", TensorProto.FLOAT, ["piece", "token", "number"]),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["piece"]),
    ]
    output = helper.make_tensor_value_info(hidden, TensorProto.FLOAT, ["piece", "token", "number"])
    made = helper.make_graph(graph.nodes, "encoder", inputs, [output], graph.stored)
    operators = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(made, opset_imports=operators, ir_version=8).SerializeToString()


class _Graph:
    """Nodes and stored weights; each gets a name of its own."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.stored: list[TensorProto] = []

    def layer(self, weights: Weights, prefix: str, hidden: str) -> str:
        """One layer: attention with 12 heads, then a feed-forward net with exact GELU; each is added to what it was given."""
        heads = [self.linear(weights, f"{prefix}attention.self.{name}") for name in ("query", "key", "value")]
        matrix, bias = (np.concatenate(parts, axis=-1) for parts in zip(*heads))
        attended = self.add("Attention", hidden, self.store(matrix), self.store(bias), "lengths", domain=_FUSED, num_heads=HEADS)
        hidden = self.sum_and_norm(weights, attended, f"{prefix}attention.output", hidden)
        matrix, bias = self.linear(weights, f"{prefix}intermediate.dense")
        grown = self.add("BiasGelu", self.add("MatMul", hidden, self.store(matrix)), self.store(bias), domain=_FUSED)
        return self.sum_and_norm(weights, grown, f"{prefix}output", hidden)

    def sum_and_norm(self, weights: Weights, given: str, name: str, before: str) -> str:
        """The norm of ``before`` plus what the linear step ``name`` makes of ``given``."""
        matrix, bias = self.linear(weights, f"{name}.dense")
        made = self.add("MatMul", given, self.store(matrix))
        norm = self.norm(weights, f"{name}.LayerNorm")
        return self.add("SkipLayerNormalization", before, made, *norm, self.store(bias), domain=_FUSED, epsilon=_EPSILON)

    def linear(self, weights: Weights, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Matrix (what goes in by what comes out) and bias."""
        return weights[f"{name}.weight"].T, weights[f"{name}.bias"]

    def norm(self, weights: Weights, name: str) -> tuple[str, str]:
        """The stored weight and bias of a norm."""
        return self.store(weights[f"{name}.weight"]), self.store(weights[f"{name}.bias"])

    def store(self, array: np.ndarray) -> str:
        """The name under which the graph knows ``array`` from now on."""
        name = f"weight{len(self.stored)}"
        self.stored.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, operator: str, *inputs: str, **attributes) -> str:
        """The name of what ``operator`` makes of ``inputs``."""
        name = f"made{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], **attributes))
        return name
