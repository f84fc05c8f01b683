"""Telling other systems at once what society may read now, or no more: signed, to listed addresses."""
