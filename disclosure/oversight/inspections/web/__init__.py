"""Pages of inspections: for who inspects, and for who is inspected as far as they may know."""
