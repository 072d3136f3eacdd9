"""The pure rules of visits: what is + command + time -> what becomes and what happened, or a named error."""
