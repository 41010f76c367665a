"""What people answered to the questions of the evaluation: by a show of hands, or on a page, nobody's name with it."""
