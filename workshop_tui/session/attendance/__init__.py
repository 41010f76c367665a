"""Who is registered, and who was there from when to when, block by block. A presence record, and no signed sheet."""
