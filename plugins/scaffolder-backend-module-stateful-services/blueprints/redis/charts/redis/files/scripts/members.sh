#!/bin/sh
# Sourced by the other scripts, unless there is a cluster: who the members are. Needs SET_NAME and REPLICAS, and what server.sh needs.
# shellcheck source=server.sh
. /scripts/server.sh

SENTINEL_PORT=26379
# Name under which the Sentinels know the primary; clients use it too.
GROUP=primary

majority=$((REPLICAS / 2 + 1))
# Of every member.
# shellcheck disable=SC2034 # used by the scripts that source this one
PORTS=$REDIS_PORT
# shellcheck disable=SC2034
[ "$REPLICAS" -eq 1 ] || PORTS="$REDIS_PORT $SENTINEL_PORT"

member() {
  printf '%s-%s.%s' "$SET_NAME" "$1" "$DOMAIN"
}

all_members() (
  i=0
  while [ "$i" -lt "$REPLICAS" ]; do
    member "$i"
    echo
    i=$((i + 1))
  done
)

# HOST: the primary that its Sentinel names, `none` when it knows none, `silent` when it does not answer.
primary_named_by() (
  if answer=$(ask "$1" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$GROUP"); then
    # Its host, and in a second line its port.
    name=${answer%%[!0-9a-zA-Z.:-]*}
    printf '%s\n' "${name:-none}"
  else
    echo silent
  fi
)

# As one of a cluster would be: without one, all members are one shard.
all_shards() {
  printf '%s\n' "$SET_NAME"
}

members_of() {
  all_members
}

# What each Sentinel answers, one line a member.
ask_all_sentinels() (
  for host in $(all_members); do
    primary_named_by "$host"
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
