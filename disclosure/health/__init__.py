"""Whether the portal is well: what its parts answer, and who is told when one does not."""
