#!/bin/sh
# Resolves the three locks anew: plain pinned requirements with hashes, and no address of an index.
#
# Run it with the oldest Python supported, so that what only that one needs is in the lock: PYTHON=python3.11 make lock
# Not here: installing them (environment.sh).
set -eu

venv=build/lock
"${PYTHON:-python3}" -m venv --clear "$venv"
"$venv/bin/python" -m pip --disable-pip-version-check --quiet install "pip-tools==7.6.2"

resolve() {
    "$venv/bin/pip-compile" --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options "$@"
}

resolve -o requirements.txt pyproject.toml
resolve -c requirements.txt -o requirements-build.txt requirements-build.in
resolve -c requirements.txt --extra dev --extra prices -o requirements-dev.txt pyproject.toml requirements-build.in
