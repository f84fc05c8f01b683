"""The words of a file, passage by passage, each with the place where a person finds it. Runs apart (``file_inspection``)."""
