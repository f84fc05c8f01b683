"""What is owed: by which rule and for which period, opened by the sweep, fulfilled by publication."""
