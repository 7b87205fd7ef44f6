"""Tests of one room; see the names of the files."""
