"""What society may read, as a table to take away: made each night, and anew at once when something is taken back."""
