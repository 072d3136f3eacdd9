"""The knock at the door: a small still picture, where whoever knocks agrees that staff see who it is."""
