#!/usr/bin/env bash
# Builds .venv exactly as requirements.lock says (hashes checked) and puts this project into it, editable.
# Takes the interpreter from $PYTHON. Running it again changes only what differs from the lock.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.8
PYTHON=${PYTHON:-python3}

"$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' || {
    echo "需要 Python 3.11 或 3.12。gouji needs Python 3.11 or 3.12; $PYTHON is $("$PYTHON" --version 2>&1)." >&2
    echo "Name another: make PYTHON=/path/to/python3.11 …" >&2
    exit 1
}
[ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
.venv/bin/python -c "import importlib.metadata as m, sys; sys.exit(m.version('uv') != '$UV_VERSION')" 2>/dev/null ||
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
export VIRTUAL_ENV="$PWD/.venv"
.venv/bin/uv pip sync --quiet --require-hashes requirements.lock
.venv/bin/uv pip install --quiet --no-deps --editable .
