"""Personal data and secrecy marks in a text. Pure: a text in, findings out."""
