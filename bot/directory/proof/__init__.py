"""Proof that nobody falls off the map: every question, at every change of status of a year, gets a fitting answer.

The rules here are written apart from `fit.py`, `find.py` and `hours.py`, so that a mistake there is seen here.
"""
