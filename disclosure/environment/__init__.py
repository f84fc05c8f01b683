"""What differs between the places where the portal runs: its environment variables, in one table."""
