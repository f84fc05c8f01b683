"""From outside: the database of one rehearsal and the process that plays it there."""
