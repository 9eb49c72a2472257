"""Files of every kind that users have: told apart by their content, opened within limits, and read where the kind knows its own text."""
