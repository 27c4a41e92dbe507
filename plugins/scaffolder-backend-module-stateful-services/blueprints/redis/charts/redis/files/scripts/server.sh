#!/bin/sh
# Sourced by the other scripts: how to ask a server. Needs POD_NAME, DOMAIN, PASSWORD_FILE and SERVER, which is redis or valkey.

REDIS_PORT=6379

# shellcheck disable=SC2034 # used by the scripts that source this one
ordinal=${POD_NAME##*-}
# shellcheck disable=SC2034
self=$POD_NAME.$DOMAIN

log() {
  printf '%s\n' "$*" >&2
}

# HOST PORT COMMAND...: the answer, or a failure when there is none within 3 s or when it is an error.
# The password goes in by stdin: never by an argument or the environment, where others can read it.
ask() (
  host=$1
  port=$2
  shift 2
  timeout 3 "$SERVER-cli" -h "$host" -p "$port" --askpass --raw -e "$@" <"$PASSWORD_FILE" 2>/dev/null
)

role_of() {
  ask "$1" "$REDIS_PORT" ROLE | head -n 1
}

# Text as a quoted argument of a Redis configuration file.
quoted() {
  sed -e 's/[\\"]/\\&/g' -e 's/^/"/' -e 's/$/"/' "$1" | head -n 1
}
