#!/bin/sh
# Sourced after members.sh.

# HOST: the own Sentinel watches it from now on. Commands go by stdin, the password among them.
# shellcheck disable=SC2154 # majority comes from members.sh
watch_primary() {
  password=$(quoted "$PASSWORD_FILE")
  {
    printf 'AUTH %s\n' "$password"
    printf 'SENTINEL MONITOR %s %s %s %s\n' "$GROUP" "$1" "$REDIS_PORT" "$majority"
    printf 'SENTINEL SET %s auth-pass %s\n' "$GROUP" "$password"
    printf 'SENTINEL SET %s down-after-milliseconds 10000 failover-timeout 60000 parallel-syncs 1\n' "$GROUP"
  } | timeout 5 "$SERVER-cli" -h 127.0.0.1 -p "$SENTINEL_PORT" >/dev/null
}
