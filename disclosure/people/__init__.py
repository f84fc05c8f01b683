"""A workbook of organisations, departments, people, posts, memberships, audiences and leading groups: read, shown row by row, asked
about, confirmed, written at once; read again it changes what has changed and doubles nothing."""
