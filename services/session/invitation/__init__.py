"""Consent: who may join a visit and read its summary, decided by the patient or their representative."""
