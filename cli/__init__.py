"""The `gouji` command: thin, quick to start, quiet. Knows nothing of how anything is computed."""
