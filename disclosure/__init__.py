"""The party-affairs disclosure portal: project package; empty, so that files are inspected without starting Celery."""
