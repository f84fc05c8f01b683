"""Projects that are disclosed milestone by milestone (逐段、分期; LK-15, QJ-12): registered with its plan, completed by milestones, ended."""
