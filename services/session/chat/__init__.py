"""When what people of a visit wrote to each other has served its time: session says so to signaling, which keeps it."""
