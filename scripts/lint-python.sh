#!/bin/sh
# Checks the Python of the add-on with ruff, which it gets first. Prints what ruff finds; ends with 0 if nothing.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
version=0.17.6
venv=$home/target/ruff-$version

if [ ! -x "$venv/bin/ruff" ]; then
  rm -rf "$venv"
  mkdir -p "$home/target"
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check --only-binary=:all: "ruff==$version"
fi
cd "$home/networkrender-blender"
"$venv/bin/ruff" check --no-cache src/main/addon src/test/addon
"$venv/bin/ruff" format --no-cache --check --quiet src/main/addon src/test/addon
