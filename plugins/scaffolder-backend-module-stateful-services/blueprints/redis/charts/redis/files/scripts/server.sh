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
ask() {
  asked_host=$1
  shift
  timeout 3 "$SERVER-cli" -h "$asked_host" --askpass --raw -e -p "$@" <"$PASSWORD_FILE" 2>/dev/null
}

# HOST PORT COMMAND...: what a server answers to several commands, errors among it, or nothing within 3 s. One client asks them: its
# start costs more than what it asks.
ask_all() {
  IFS= read -r asked_password <"$PASSWORD_FILE" || [ -n "$asked_password" ] || return 1
  asked_host=$1
  asked_port=$2
  shift 2
  printf '%s\n' "$asked_password" "$@" |
    timeout 3 "$SERVER-cli" -h "$asked_host" -p "$asked_port" --askpass --raw 2>/dev/null
}

role_of() {
  ask "$1" "$REDIS_PORT" ROLE | {
    read -r role || :
    printf '%s\n' "$role"
  }
}

newline='
'

# LINE TEXT: the text has this line. Starts no program, for probes ask it. Redis ends some of its lines with a carriage return.
has_line() {
  case $newline$2$newline in
  *"$newline$1"[[:cntrl:]]*) ;;
  *) return 1 ;;
  esac
}

# REPLICATION as INFO tells it: of a primary, or of a replica whose link to the primary is up.
leads_or_is_linked() {
  has_line role:master "$1" || has_line master_link_status:up "$1"
}

# Text as a quoted argument of a Redis configuration file.
quoted() {
  sed -e 's/[\\"]/\\&/g' -e 's/^/"/' -e 's/$/"/' "$1" | head -n 1
}
