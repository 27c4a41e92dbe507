#!/bin/sh
# Sourced by the scripts of a cluster: who the members are, and what a node knows of the others.
# Needs /members/hosts, the hosts of all members, and what server.sh needs.
# shellcheck source=server.sh
. /scripts/server.sh

# Of every member.
# shellcheck disable=SC2034 # used by the scripts that source this one
PORTS=$REDIS_PORT
# The members of a shard are the pods of one StatefulSet.
# shellcheck disable=SC2034
shard=${POD_NAME%-*}

all_members() {
  cat /members/hosts
}

# Names of all shards.
all_shards() {
  sed 's/-[0-9]*\..*//' /members/hosts | uniq
}

# SHARD: hosts of its members.
members_of() {
  grep "^$1-[0-9]*\." /members/hosts
}

# NODES as CLUSTER NODES tells them, one line each: ID HOST FLAGS LINK SLOTS, with - for no host and 0 or 1 for SLOTS.
summary_of() {
  printf '%s\n' "$1" | awk 'NF {
    split($2, address, ",")
    print $1, (address[2] == "" ? "-" : address[2]), $3, $8, (NF > 8)
  }'
}

# What a node knows of all nodes, in short. Takes the host of the node; fails when it does not answer.
nodes_known_by() (
  nodes=$(ask "$1" "$REDIS_PORT" CLUSTER NODES) || return 1
  summary_of "$nodes"
)

# HOST: it has never been part of a cluster, and holds nothing. Who does not answer is not known to be blank.
is_blank() (
  [ "$(ask "$1" "$REDIS_PORT" DBSIZE)" = 0 ] || return 1
  nodes=$(nodes_known_by "$1") || return 1
  [ "$(printf '%s\n' "$nodes" | awk '{ slots += $5 } END { print NR, slots }')" = '1 0' ]
)

# HOST: it answers and knows other nodes, or has slots.
is_in_cluster() (
  nodes=$(nodes_known_by "$1") || return 1
  are_of_cluster "$nodes"
)

# NODES that a node knows: others are among them, or it has slots.
are_of_cluster() {
  printf '%s\n' "$1" | awk '{ slots += $5 } END { exit NR == 1 && !slots }'
}

# HOST: it says of itself that it is a primary with slots.
leads() (
  nodes=$(nodes_known_by "$1") || return 1
  printf '%s\n' "$nodes" | grep -q '^[^ ]* [^ ]* myself,master[^ ]* [^ ]* 1$'
)

# Hosts of one shard that lead it. Takes the shard.
primaries_of() (
  for host in $(members_of "$1"); do
    if leads "$host"; then printf '%s\n' "$host"; fi
  done
)

# HOST: the own node gets to know it, with the address that it has now.
meet() (
  address=$(getent hosts "$1" | awk '{ print $1; exit }')
  [ -n "$address" ] && ask 127.0.0.1 "$REDIS_PORT" CLUSTER MEET "$address" "$REDIS_PORT" >/dev/null
)
