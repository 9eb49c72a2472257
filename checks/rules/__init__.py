"""The catalogue of rules. Each module holds one rule or a tight family; a rule's docstring is its page."""
