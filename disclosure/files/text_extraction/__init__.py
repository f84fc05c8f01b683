"""The words of a file, passage by passage, each with the place where a person finds it. Runs in a process of its own (``disclosure.files.inspection``)."""
