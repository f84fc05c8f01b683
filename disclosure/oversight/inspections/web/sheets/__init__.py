"""The sheet of an inspection that goes along into the hall: on paper, and on a device without network."""
