"""The portal's pages. One view serves passer-by and member alike; what they see is decided by ``visible_to`` alone."""
