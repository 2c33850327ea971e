"""Records on disk: a catalog and its side files, read, held together and written."""
