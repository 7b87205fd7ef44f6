"""Give the directory to others and take theirs in: Open Referral HSDS 3.0 / Open Referral UK JSON, and CSV.

Field names and their meanings are those of the Human Services Data Specification 3.0 (Open Referral) and its UK profile,
both CC BY-SA 4.0. What they have no field for travels as `attributes`, so that a round trip loses nothing.
"""
