"""The HTTP API and the review UI over the same reports as the command line. Knows nothing of how anything is computed.

Holds nothing yet: files are checked with `gouji check` and, on many machines, with `workers.tasks`.
"""
