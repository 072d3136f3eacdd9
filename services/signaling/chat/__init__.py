"""What people of a visit write to each other: kept in a stream until the visit closes, shown to whoever may read it."""
