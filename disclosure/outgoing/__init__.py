"""What the portal says to other systems by itself."""
