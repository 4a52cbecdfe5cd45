#!/bin/sh
# Brings the virtual environment to what a lock says: tools/environment.sh VENV LOCK
#
# Makes VENV if it is missing, cannot start or stood elsewhere, installs LOCK with its hashes and the package itself,
# and does nothing where that was done before. Not here: what is run afterwards (Makefile).
set -eu

venv=$1
lock=$2
python=${PYTHON:-python3}

"$python" - <<'CHECK' || exit 1
import sys
if sys.version_info < (3, 11):
    sys.exit(f"assay needs Python 3.11 or newer, found {sys.version.split()[0]}; try: make PYTHON=python3.12")
CHECK

here=$(pwd -P)
stamp="$venv/installed-$(basename "$lock")"
wanted=$(cat requirements-build.txt "$lock" pyproject.toml | cksum)

if ! "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
    || ! grep -qsF "$here/" "$venv/bin/pip"; then
    echo "Making a virtual environment in $venv"
    "$python" -m venv --clear "$venv" || {
        echo "python3 has no venv; on Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    }
fi

if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
    echo "Installing $lock into $venv"
    pip="$venv/bin/python -m pip --disable-pip-version-check -qq"
    $pip install --require-hashes -r requirements-build.txt -r "$lock"
    $pip install --no-deps --no-build-isolation --editable .
    echo "$wanted" > "$stamp"
fi
