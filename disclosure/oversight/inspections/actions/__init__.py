"""The table of inspections, by the steps of its life."""
