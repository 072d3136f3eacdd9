"""Booking a visit: who, with whom, when, and the guests who are asked to sit beside the patient."""
