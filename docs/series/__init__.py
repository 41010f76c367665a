"""A series to try: three runs of the seed's day, in three territories that do not exist, and what they say together."""
