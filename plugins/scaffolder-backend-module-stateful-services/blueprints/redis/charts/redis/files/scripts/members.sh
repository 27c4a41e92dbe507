#!/bin/sh
# Sourced by the other scripts: who the members are, and how to ask them.
# Needs POD_NAME, SET_NAME, DOMAIN, REPLICAS, PASSWORD_FILE and SERVER, which is redis or valkey.

REDIS_PORT=6379
SENTINEL_PORT=26379
# Name under which the Sentinels know the primary; clients use it too.
GROUP=primary

ordinal=${POD_NAME##*-}
majority=$((REPLICAS / 2 + 1))

log() {
  printf '%s\n' "$*" >&2
}

member() {
  printf '%s-%s.%s' "$SET_NAME" "$1" "$DOMAIN"
}

# shellcheck disable=SC2034 # used by the scripts that source this one
self=$(member "$ordinal")

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

# HOST: the primary that its Sentinel names, `none` when it knows none, `silent` when it does not answer.
primary_named_by() (
  if answer=$(ask "$1" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$GROUP"); then
    name=$(printf '%s\n' "$answer" | head -n 1)
    printf '%s\n' "${name:-none}"
  else
    echo silent
  fi
)

# What each Sentinel answers, one line a member.
ask_all_sentinels() (
  i=0
  while [ "$i" -lt "$REPLICAS" ]; do
    primary_named_by "$(member "$i")"
    i=$((i + 1))
  done
)

# ANSWERS: the host that a majority of all members names, or that all name who know one when none is silent; or nothing.
agreed_primary() {
  printf '%s\n' "$1" | awk -v majority="$majority" '
    $1 == "silent" { silent++; next }
    $1 == "none" { next }
    { name = $1; if (++votes[name] == 1) names++; if (votes[name] >= majority) chosen = name }
    END { if (chosen == "" && !silent && names == 1) chosen = name; print chosen }'
}

# Text as a quoted argument of a Redis configuration file.
quoted() {
  sed -e 's/[\\"]/\\&/g' -e 's/^/"/' -e 's/$/"/' "$1" | head -n 1
}
