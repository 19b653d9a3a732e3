#!/bin/bash
# Two PostgreSQL servers of which the second has everything that the first has confirmed. Made for Debian's packages
# (apt-get install postgresql); docs/failover.md says when to use which command. Each says in sentences what it did.
set -euo pipefail

usage() {
  cat >&2 <<'END'
standby.sh first   <folder> <port>             a first server with the database racemic; prints its DATABASE_URL
standby.sh second  <folder> <port> <of-folder> a standby of the server in <of-folder>, which from then on waits for it
standby.sh promote <folder>                    the standby takes writes from now on
standby.sh alone   <folder>                    this server no longer waits for a standby
standby.sh status  <folder>                    what this server is, and who follows it
standby.sh start   <folder>                    starts it again as it was
standby.sh stop    <folder>                    ends it in order
Folders are absolute, and empty where a server is made. PG_BIN names the programs where they do not lie as on Debian.
END
  exit 2
}
say() { printf '%s\n' "$*"; }
cannot() { printf '%s\n' "$*" >&2; exit 1; }

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)}
[ -x "$bin/pg_basebackup" ] || cannot 'PostgreSQL is not installed here: apt-get install postgresql, or name its programs with PG_BIN.'

setting() { as_postgres cat "$1/racemic/$2"; }
keep() { printf '%s' "$3" | as_postgres sh -c 'umask 077; cat > "$1"' sh "$1/racemic/$2"; }
# As the superuser, over the socket in the server's own folder. What is asked is not among the arguments: everybody reads those.
ask() { (cd / && printf '%s' "$2" | as_postgres "$bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$1/racemic" -p "$(setting "$1" port)" -U postgres -d postgres -f -); }
is_standby() { ask "$1" 'select pg_is_in_recovery()' 2> /dev/null || cannot "The server in $1 does not answer."; }
secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
port_of() { case $1 in '' | *[!0-9]*) usage ;; *) printf '%s' "$1" ;; esac; }
folder_of() { case $1 in /*) printf '%s' "${1%/}" ;; *) usage ;; esac; }
empty_folder() {
  if [ -d "$1" ] && [ -n "$(ls -A "$1")" ]; then cannot "The folder $1 is not empty."; fi
  mkdir -p "$1"
  if [ "$(id -u)" = 0 ]; then chown postgres "$1"; fi
  as_postgres chmod 700 "$1"
  as_postgres mkdir "$1/racemic"
}
launch() { (cd / && as_postgres "$bin/pg_ctl" -D "$1/data" -l "$1/racemic/log" -w -t 60 start > /dev/null) || cannot "It does not start; why is in $1/racemic/log."; }

# What a first server needs for a standby, and a standby so that it can be first.
settings_of() {
  cat <<END
listen_addresses = '127.0.0.1'
port = $2
unix_socket_directories = '$1/racemic'
password_encryption = 'scram-sha-256'
wal_level = 'replica'
hot_standby = on
synchronous_commit = on
END
}

make_first() {
  local folder=$1 port=$2 login_secret standby_secret
  empty_folder "$folder"
  login_secret=$(secret)
  standby_secret=$(secret)
  keep "$folder" port "$port"
  keep "$folder" standby-password "$standby_secret"
  (cd / && as_postgres "$bin/initdb" -D "$folder/data" -U postgres -E UTF8 --locale=C.UTF-8 --data-checksums -A peer > /dev/null)
  settings_of "$folder" "$port" | as_postgres tee "$folder/data/racemic.conf" > /dev/null
  printf "include 'racemic.conf'\n" | as_postgres tee -a "$folder/data/postgresql.conf" > /dev/null
  # The superuser through the socket and nowhere else, as the user of the server; others by a password that is never sent.
  printf 'own %s postgres\n' "$(as_postgres id -un)" | as_postgres tee "$folder/data/pg_ident.conf" > /dev/null
  as_postgres tee "$folder/data/pg_hba.conf" > /dev/null <<'END'
local all         postgres                        peer map=own
host  replication racemic_standby 127.0.0.1/32    scram-sha-256
host  racemic     racemic         127.0.0.1/32    scram-sha-256
END
  launch "$folder"
  ask "$folder" "create role racemic_standby replication login password '$standby_secret'"
  ask "$folder" "create role racemic login createrole password '$login_secret'"
  ask "$folder" 'create database racemic owner racemic'
  say "A first server runs at 127.0.0.1:$port, its files in $folder. It has no standby yet."
  say "DATABASE_URL=postgres://racemic:$login_secret@127.0.0.1:$port/racemic"
}

make_second() {
  local folder=$1 port=$2 of=$3 of_port standby_secret name standing
  of_port=$(setting "$of" port)
  standing=$(is_standby "$of")
  [ "$standing" = f ] || cannot "The server in $of is a standby itself: name the first."
  standby_secret=$(setting "$of" standby-password)
  empty_folder "$folder"
  keep "$folder" port "$port"
  keep "$folder" standby-password "$standby_secret"
  name=racemic_$port
  # The slot keeps for the standby what it has not fetched yet, also while it is away.
  ask "$of" "select pg_create_physical_replication_slot('$name') where not exists (select from pg_replication_slots where slot_name = '$name')" > /dev/null
  (cd / && PGPASSWORD=$standby_secret as_postgres "$bin/pg_basebackup" -D "$folder/data" -R -X stream -S "$name" -c fast \
    -d "host=127.0.0.1 port=$of_port user=racemic_standby application_name=$name")
  settings_of "$folder" "$port" | as_postgres tee "$folder/data/racemic.conf" > /dev/null
  # It came with the settings of the first, who may have waited for somebody else.
  as_postgres sed -i '/^synchronous_standby_names/d' "$folder/data/postgresql.auto.conf"
  launch "$folder"
  ask "$of" "alter system set synchronous_standby_names = '$name'"
  ask "$of" 'select pg_reload_conf()' > /dev/null
  for _ in $(seq 300); do
    if [ "$(ask "$of" "select sync_state from pg_stat_replication where application_name = '$name'")" = sync ]; then
      say "A standby runs at 127.0.0.1:$port, its files in $folder. The first confirms a commit when both have it on disk."
      say "In DATABASE_URL name both hosts: 127.0.0.1:$of_port,127.0.0.1:$port"
      return
    fi
    sleep 0.2
  done
  cannot "The standby runs and is not in step yet. The first waits for it with every commit; see $folder/racemic/log, or: standby.sh alone $of"
}

promote() {
  local folder=$1 standing first_host first_port
  standing=$(is_standby "$folder")
  [ "$standing" = t ] || cannot 'It takes writes already: nothing was done.'
  first_host=$(ask "$folder" 'show primary_conninfo' | sed -n 's/.*host=\([^ ]*\).*/\1/p')
  first_port=$(ask "$folder" 'show primary_conninfo' | sed -n 's/.*port=\([0-9]*\).*/\1/p')
  if "$bin/pg_isready" -q -t 3 -h "$first_host" -p "$first_port"; then
    cannot "The first still answers at $first_host:$first_port. End it or cut it off before another one is promoted."
  fi
  ask "$folder" 'select pg_promote(true, 60)' | grep -qx t || cannot "It was not promoted within a minute; see $folder/racemic/log."
  say 'The standby was promoted: it takes writes from now on, and waits for no standby, because it has none.'
  say 'Whatever the old first had confirmed is here. Do not start the old first again as it is: make it anew as a standby of this one.'
}

alone() {
  ask "$1" "alter system reset synchronous_standby_names"
  ask "$1" 'select pg_reload_conf()' > /dev/null
  say 'This server waits for no standby any more. What it confirms from now on is on its own disk alone:'
  say 'do not promote the old standby, it lacks that; make it anew (second) as soon as it can be.'
}

status() {
  local standing
  standing=$(is_standby "$1")
  if [ "$standing" = t ]; then
    say "A standby. Of its first it hears: $(ask "$1" "select coalesce((select status from pg_stat_wal_receiver), 'nothing')")."
    return
  fi
  say 'It takes writes.'
  local waits_for followers waiting
  waits_for=$(ask "$1" 'show synchronous_standby_names')
  followers=$(ask "$1" "select string_agg(application_name || ' (' || sync_state || ')', ', ') from pg_stat_replication")
  waiting=$(ask "$1" "select count(*) from pg_stat_activity where wait_event = 'SyncRep'")
  say "It waits for: ${waits_for:-nobody}. Who follows it: ${followers:-nobody}. Commits that wait now: $waiting."
}

stop() {
  (cd / && as_postgres "$bin/pg_ctl" -D "$1/data" -m fast -w stop > /dev/null)
  say 'It ended in order.'
}

command=${1:-}
[ $# -ge 2 ] || usage
folder=$(folder_of "$2")
case $command in
  first) [ $# = 3 ] || usage; make_first "$folder" "$(port_of "$3")" ;;
  second) [ $# = 4 ] || usage; make_second "$folder" "$(port_of "$3")" "$(folder_of "$4")" ;;
  promote) promote "$folder" ;;
  alone) alone "$folder" ;;
  status) status "$folder" ;;
  start) launch "$folder"; say 'It runs.' ;;
  stop) stop "$folder" ;;
  *) usage ;;
esac
