"""Groups side by side: who is in which, what each says of itself, and where it is. They have no clock of their own."""
