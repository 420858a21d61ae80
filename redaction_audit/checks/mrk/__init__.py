"""MRK: the markings of a record against each other and against what its time asked for."""
