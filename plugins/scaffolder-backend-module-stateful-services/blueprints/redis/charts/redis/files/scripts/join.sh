#!/bin/sh
# Sourced after cluster.sh: how a running node becomes a member of the cluster, and stays one.
# A disk without data never founds a cluster beside others that hold something, and never leads a shard that has had data.

# On the disk since the node has its place in the cluster, with all data of its shard.
joined=/data/joined-cluster
# On the disk of the founder as long as it shares out the slots.
founding=/data/founding-cluster

# FILE: written for good.
note() {
  touch "$1"
  sync "$1" 2>/dev/null || sync
}

# All members are blank, as far as this node can see; who does not answer is not.
all_are_blank() (
  for host in $(all_members); do
    is_blank "$host" || return 1
  done
)

# What members of other shards, which are part of a cluster, know of the members of this one, except of this node.
known_of_shard() (
  own=$(ask 127.0.0.1 "$REDIS_PORT" CLUSTER MYID) || return 1
  # shellcheck disable=SC2154 # shard comes from cluster.sh
  for host in $(all_members | grep -v "^$shard-[0-9]*\."); do
    is_in_cluster "$host" && nodes_known_by "$host"
  done | awk -v own="$own" -v shard="^$shard-[0-9]+\\\\." '
    { nodes++ }
    $1 != own && $2 ~ shard { print }
    END { exit !nodes }'
)

# What the own node knows, looked at once for all that follows: `nodes` as it tells them, `own` in short, and `replication`
# while it is a replica; all empty when it does not answer.
look() {
  nodes=
  replication=
  told=$(ask_all 127.0.0.1 "$REDIS_PORT" 'CLUSTER NODES' 'INFO replication') || told=
  case $told in
  *myself*'# Replication'*) nodes=${told%%'# Replication'*} ;;
  esac
  own=$(summary_of "$nodes")
  case $own in
  *myself,slave*) replication=$(printf '%s\n' "${told#"$nodes"}" | tr -d '\r') ;;
  esac
}

# After an outage a primary counts as failing for a while when it is back already.
primary_is_failing() {
  printf '%s\n' "$nodes" | awk '
    { flags[$1] = $3 }
    $3 ~ /myself,slave/ { id = $4 }
    END { exit flags[id] !~ /fail/ }'
}

# Prints `found`, `member`, `lead`, `follow HOST` or `wait: REASON`.
decide() {
  if [ -e "$founding" ]; then
    echo found
    return
  fi
  case $(printf '%s\n' "$own" | awk '$3 ~ /myself/ { print $3, $5 }') in
  '') echo 'wait: the server does not answer yet' ;;
  *master*1) echo member ;;
  *slave*)
    if ! has_line master_link_status:up "$replication"; then
      echo 'wait: for the primary of this shard, and until everything is copied from it'
    elif primary_is_failing; then
      echo 'wait: the primary of this shard still counts as failing'
    else
      echo member
    fi
    ;;
  *) decide_without_slots ;;
  esac
}

decide_without_slots() {
  primaries=$(primaries_of "$shard")
  case $(printf '%s' "$primaries" | grep -c .) in
  0)
    if [ -e "$joined" ]; then
      echo member
    else
      decide_without_primary
    fi
    ;;
  1) echo "follow $primaries" ;;
  *) echo "wait: several members of $shard call themselves its primary" ;;
  esac
}

# Nobody in this shard has slots: the cluster or the shard is new, or the primary is lost and not replaced yet.
decide_without_primary() {
  # shellcheck disable=SC2154 # self, ordinal and shard come from cluster.sh
  if all_are_blank; then
    if [ "$self" = "$(all_members | head -n 1)" ]; then
      echo found
    else
      echo 'wait: a new cluster, which the first member founds'
    fi
  elif ! known=$(known_of_shard); then
    echo 'wait: not all members answer yet, and nobody of another shard who does is part of a cluster'
  elif printf '%s\n' "$known" | grep -q ' 1$'; then
    echo "wait: this disk is empty, and no member of $shard that could fill it leads"
  elif [ "$ordinal" = 0 ]; then
    echo lead
  elif is_in_cluster "$shard-0.$DOMAIN"; then
    echo "follow $shard-0.$DOMAIN"
  else
    echo "wait: $shard is new, and its first member is not part of the cluster yet"
  fi
}

# SHARD FIRST LAST: its first member gets these slots. Fails unless nobody in the shard holds anything.
share_out() (
  first=$1-0.$DOMAIN
  if leads "$first"; then exit 0; fi
  for host in $(members_of "$1"); do
    [ "$(ask "$host" "$REDIS_PORT" DBSIZE)" = 0 ] && ! leads "$host" || exit 1
  done
  # Refused when the member knows somebody else who has one of them.
  ask "$first" "$REDIS_PORT" CLUSTER ADDSLOTSRANGE "$2" "$3" >/dev/null
)

# Goes on where it was interrupted.
found() {
  note "$founding"
  count=$(all_shards | wc -l)
  index=0
  for each in $(all_shards); do
    share_out "$each" $((16384 * index / count)) $((16384 * (index + 1) / count - 1)) || return 0
    index=$((index + 1))
  done
  rm "$founding"
  log "founded a cluster of $count shards"
}

follow() {
  id=$(ask "$1" "$REDIS_PORT" CLUSTER MYID) || return 0
  if nodes_known_by 127.0.0.1 | grep -q "^$id "; then
    ask 127.0.0.1 "$REDIS_PORT" CLUSTER REPLICATE "$id" >/dev/null || log "could not become a replica of $1"
  else
    meet "$1" || :
  fi
}

# Addresses change with every restart, and nodes that all have new ones would never find each other.
meet_others() (
  linked=$(printf '%s\n' "$own" | awk '$3 ~ /myself/ || $3 !~ /fail|handshake|noaddr/ && $4 == "connected" { print $2 }')
  for host in $(all_members | grep -vxF -e "$linked"); do
    if is_in_cluster "$host"; then meet "$host" || :; fi
  done
)

# A replica that learns the new address of its primary from a third node goes on with the former one for ever (Redis 8.0.6).
follow_moved_primary() (
  [ -n "$replication" ] || return 0
  primary=$(printf '%s\n' "$nodes" | awk '
    { address = $2; sub(/[@,].*/, "", address); sub(/:[0-9]*$/, "", address); of[$1] = address }
    $3 ~ /myself,slave/ { id = $4 }
    END { if (id && of[id] != "") print id, of[id] }')
  follows=$(printf '%s\n' "$replication" | sed -n 's/^master_host://p')
  [ -z "$primary" ] || [ "${primary#* }" = "$follows" ] ||
    ask 127.0.0.1 "$REDIS_PORT" CLUSTER REPLICATE "${primary%% *}" >/dev/null || :
)

# Members that came back with an empty disk are other nodes: what they were before is struck off.
forget_former() (
  printf '%s\n' "$own" | awk '
    $3 ~ /(^|,)fail(,|$)/ && !$5 { gone[$1] = $2 }
    $3 !~ /fail|handshake|noaddr/ { here[$2] = 1 }
    END { for (id in gone) if (here[gone[id]]) print id }' |
    while read -r id; do
      ask 127.0.0.1 "$REDIS_PORT" CLUSTER FORGET "$id" >/dev/null || :
    done
)

# Once after each start.
settle() {
  [ -z "$may_lead" ] || return 0
  ask 127.0.0.1 "$REDIS_PORT" CONFIG SET cluster-replica-no-failover no >/dev/null || return 0
  may_lead=yes
  [ -e "$joined" ] || note "$joined"
}

# As long as the server runs.
take_part() {
  last=
  may_lead=
  while sleep 2; do
    look
    decision=$(decide)
    [ "$decision" = "$last" ] || log "$decision"
    last=$decision
    case $decision in
    found) found ;;
    lead) meet_others && if is_in_cluster 127.0.0.1; then settle; fi ;;
    follow\ *) follow "${decision#follow }" ;;
    member) settle ;;
    esac
    [ "$decision" = member ] || look
    if [ -n "$own" ] && are_of_cluster "$own"; then
      meet_others
      follow_moved_primary
      forget_former
    fi
    # One that has its place looks after it less often: each look starts a dozen programs.
    [ "$decision" != member ] || sleep 8
  done
}
