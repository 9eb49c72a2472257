"""One self-contained HTML file that an auditor reads and prints: no script, nothing fetched.

`render` takes a report and a way to get page pictures, and gives the text of the file.
"""

from reports.html.render import render

__all__ = ["render"]
