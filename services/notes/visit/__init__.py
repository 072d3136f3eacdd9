"""What notes knows of a visit: that it ended, when, how, and when that was learnt."""
