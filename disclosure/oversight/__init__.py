"""Who watches, and what they do about it."""

# The packages with models, staff pages and addresses of their own.
PARTS = (
    "urging",
    "inspections",
    "evaluation",
    "accountability",
    "assessment",
    "circulars",
    "supervisors",
    "meetings",
    "points",
)
