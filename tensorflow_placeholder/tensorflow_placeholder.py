"""Stands in for TensorFlow and Keras where Rasa 3.6 imports them but Waymark never uses them.

Rasa names TensorFlow at the top of many modules: as base classes, decorators and type hints. Nothing in our
``config.yml`` needs it, so this module answers every such import with inert names. Whatever tries to compute with
one of them stops at once with :class:`TensorFlowNeeded`, which says what to do. Why: docs/adr/0001-no-tensorflow.md.
"""
from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from types import ModuleType

ROOTS = ("tensorflow", "keras")


class TensorFlowNeeded(RuntimeError):
    """Something wants to run TensorFlow, which this installation leaves out on purpose."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' needs TensorFlow, and this installation has only a placeholder for it. "
            "A component in config.yml (such as DIETClassifier, TEDPolicy or ResponseSelector) uses TensorFlow: remove "
            "it, or install the real TensorFlow in an environment of its own (see bench/README.md)."
        )


class _Inert(type):
    """The type of every placeholder name: may be subclassed, subscripted and used as a decorator; never computed with."""

    def __getattr__(cls, name: str) -> "_Inert":
        if name.startswith("__"):
            raise AttributeError(name)
        return _inert(f"{cls.__module__}.{cls.__qualname__}.{name}")

    def __call__(cls, *args, **kwargs):
        if "_placeholder" not in vars(cls):  # a class of Rasa's built on one of ours: it is about to be used
            raise TensorFlowNeeded(cls.__qualname__)
        if len(args) == 1 and not kwargs and callable(args[0]):  # @tf.function
            return args[0]
        if not args:  # @tf.function(experimental_relax_shapes=True)
            return lambda decorated: decorated
        raise TensorFlowNeeded(f"{cls.__module__}.{cls.__qualname__}")

    def __getitem__(cls, _item) -> "_Inert":
        return cls

    def __or__(cls, _other) -> "_Inert":
        return cls

    __ror__ = __or__


def _inert(dotted: str) -> _Inert:
    module, _, name = dotted.rpartition(".")
    return _Inert(name, (), {"__module__": module, "_placeholder": True})


class _InertModule(ModuleType):
    """A module whose every public attribute is an inert class."""

    __path__: list[str] = []

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        full = f"{self.__name__}.{name}"
        if full in sys.modules:
            return sys.modules[full]
        value = _inert(full)
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers ``import tensorflow.anything`` with an inert module."""

    def find_spec(self, fullname, path=None, target=None):
        root, dot, _ = fullname.partition(".")
        if dot and root in ROOTS:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        return _InertModule(spec.name)

    def exec_module(self, module) -> None:
        """Nothing to run: attributes are made when they are asked for."""


def take_place_of(name: str) -> None:
    """Turn the imported top-level module ``name`` into a placeholder."""
    sys.modules[name].__class__ = _InertModule
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
