"""The archive (档案): the task that opens when display ends, the package, its numbers and its proof (LK-08, YY-11)."""
