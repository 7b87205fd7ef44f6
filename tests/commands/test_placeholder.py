"""The stand-in for TensorFlow: inert where Rasa only names it, loud where something would compute with it."""

from __future__ import annotations

import pytest
import tensorflow as tf
from tensorflow_placeholder import TensorFlowNeeded


def test_names_can_be_subclassed_annotated_and_used_as_decorators():
    import tensorflow.keras.layers as layers
    from tensorflow.python.framework import anything  # noqa: F401

    class Layer(layers.Layer):
        pass

    @tf.function
    def one():
        return 1

    @tf.function(experimental_relax_shapes=True)
    def two():
        return 2

    annotation = tf.Tensor | None
    assert (one(), two()) == (1, 2) and Layer and tf.Tensor[int] is tf.Tensor and annotation


@pytest.mark.parametrize("use", [lambda: tf.constant([1, 2]), lambda: tf.zeros((2, 2)), lambda: tf.keras.Model(1, 2), lambda: tf.random.set_seed(1)])
def test_whatever_would_compute_stops_at_once(use):
    with pytest.raises(TensorFlowNeeded, match="uses TensorFlow: remove it"):
        use()


def test_a_class_of_rasas_that_needs_it_cannot_be_made():
    from rasa.utils.tensorflow.models import RasaModel

    with pytest.raises(TensorFlowNeeded):
        RasaModel()


def test_python_itself_can_still_look_at_it():
    with pytest.raises(AttributeError):
        tf.__no_such_dunder__
    assert not hasattr(tf, "__wrapped__")
