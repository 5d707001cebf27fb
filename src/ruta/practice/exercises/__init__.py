"""One module for each exercise: its data, its questions, its misconceptions."""
