"""What the desk shows: today, the workbench of an item, and the site they stand in."""
