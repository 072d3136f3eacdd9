"""Who may read a visit's summary: names as session says them, and what consent opens now."""
