#!/usr/bin/env bash
# What Python packages cannot bring: checks what each purpose needs from Debian and installs only what is missing.
#
#   scripts/system.sh run     to read documents (make demo)
#   scripts/system.sh test    that, and what the tests use (make test)
#
# Installs through apt where this is root on Debian; anywhere else it says exactly what to install and stops.
set -euo pipefail

library() { { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep "$1"; } # not grep -q: it would close the pipe on ldconfig

missing=()
need() { # package, then the command that succeeds where it is there
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

need_to_run() {
    need python3-venv "${PYTHON:-python3}" -c "import ensurepip, venv"
    need libgl1 library libGL.so.1                    # OpenCV
    need libglib2.0-0 library libgthread-2.0.so.0     # OpenCV
}

need_to_test() {
    need_to_run
    need poppler-utils command -v pdftotext                                     # a second reader for the PDFs that we write
    need fonts-arphic-uming test -e /usr/share/fonts/truetype/arphic/uming.ttc  # the sample is rendered anew
    need fonts-wqy-zenhei test -e /usr/share/fonts/truetype/wqy/wqy-zenhei.ttc
    need redis-server command -v redis-server                                   # workers run on a real broker
    need postgresql test -x "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null | tail -1)"  # the store on the database of a service
}

case "${1:-}" in
    run) need_to_run ;;
    test) need_to_test ;;
    *) echo "usage: $0 run|test" >&2; exit 2 ;;
esac

[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "缺少系统软件包：${missing[*]}" >&2
    echo "Missing system packages. On Debian or Ubuntu: sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "Installing system packages: ${missing[*]}"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
