"""The first day of a portal: who begins it, who is next, what is done, until everything is there."""
