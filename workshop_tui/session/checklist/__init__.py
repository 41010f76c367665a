"""The checklist of a day, before, in and after it: what of its lines is done, by whom, and when."""
