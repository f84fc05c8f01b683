"""How people get into their accounts again: passwords that are reset, by two
administrators where the account holds a post; and how their programs read for them: access tokens."""
