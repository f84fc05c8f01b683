"""On paper: pages as PDF, posters for the 公开栏."""
