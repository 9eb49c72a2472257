"""A made-up disclosure with known mistakes: its source as text, and what draws, scans and describes it."""
