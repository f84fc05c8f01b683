"""通报: the month's figures in words, edited, approved, sent down, receipted."""
