"""What the desk's pages of letters show and ask."""
