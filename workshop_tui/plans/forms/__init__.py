"""The forms that plans have: each module reads one kind of file into sheets of rows. `reading` knows which it is."""
