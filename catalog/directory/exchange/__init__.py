"""Catalogues in and out of docx, xlsx and csv files, through one row model. Plain Python: no Django, no database.

`reading.read.read_catalogue` turns a file into rows, warnings and errors; `write` turns rows into a file that reads back the same;
`meanings.Vocabulary` knows what a scheme's words mean.
"""
