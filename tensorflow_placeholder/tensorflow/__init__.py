"""Placeholder for tensorflow: see tensorflow_placeholder.py."""
import tensorflow_placeholder

__version__ = "0.placeholder"
tensorflow_placeholder.take_place_of(__name__)
