"""Protected pairs: two people around a patient who must not meet, nor learn of each other. Set by staff."""
