"""Attendance: who is registered, who was there from when to when in each block. A presence record, no signed sheet."""
