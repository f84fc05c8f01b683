"""Work that is disclosed stage by stage (逐段、分期; LK-15, QJ-12): registered with its plan, completed by stages, ended."""
