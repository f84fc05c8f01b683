"""Consultations: a draft is put out for comment, each comment is answered, what was adopted is published; hearings and symposia."""
