#!/bin/sh
# Starts Redis as primary or as replica, once it is certain which of the two.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh
# shellcheck source=keep-password.sh
. /scripts/keep-password.sh
# shellcheck source=configuration.sh
. /scripts/configuration.sh

# On the disk since the member was in sync with a primary for the first time.
in_sync_before=/data/was-in-sync

replicate() {
  printf 'masterauth %s\n' "$(quoted "$PASSWORD_FILE")"
  printf 'replica-announce-ip %s\n' "$self"
  # A primary that lost its replicas refuses writes: they would be lost with it.
  printf 'min-replicas-to-write 1\nmin-replicas-max-lag 10\n'
}

follow() {
  replicate
  # What it has may be older than what the primary has: it is not elected before it is in sync.
  printf 'replicaof %s %s\nreplica-priority 0\n' "$1" "$REDIS_PORT"
}

# Prints `primary`, `replica HOST`, `wait: REASON`, or `yield: REASON` when another one has to lead.
decide() {
  answers=$(ask_all_sentinels)
  named=$(agreed_primary "$answers")
  if [ "$(printf '%s\n' "$answers" | sort -u)" = none ]; then
    # Each Sentinel keeps its knowledge on the disk of its member: nobody has ever been part of a group.
    if [ "$ordinal" = 0 ]; then
      echo primary
    else
      echo 'wait: a new group, which member 0 founds'
    fi
  elif [ -e "$in_sync_before" ]; then
    decide_with_data
  else
    decide_without_data
  fi
}

decide_with_data() {
  case $named in
  '') echo "wait: the Sentinels agree on no primary; they answer: $(printf '%s' "$answers" | tr '\n' ' ')" ;;
  "$self") echo primary ;;
  *) echo "replica $named" ;;
  esac
}

# A disk without data follows a living primary that the own Sentinel has noted on this disk, and nothing else:
# it never leads, and from its first byte of data on, the disk says that there is a group.
decide_without_data() {
  own=$(primary_named_by 127.0.0.1)
  if [ "$own" = "$self" ]; then
    echo 'yield: the Sentinels name this member, whose disk is empty; they are asked to elect another'
  elif [ "$own" != "${named:-$own}" ] || [ "$own" = none ] || [ "$own" = silent ]; then
    echo 'wait: the Sentinel of this member does not know the primary yet'
  elif [ "$(role_of "$own")" = master ]; then
    echo "replica $own"
  else
    echo "wait: this disk is empty, and $own is no primary that could fill it"
  fi
}

# What the primary had is gone: there is nothing to wait for. The own Sentinel knows no replica, so the others are asked; they
# refuse while there is none that may be elected.
let_another_lead() {
  for host in $(all_members | grep -vx "$self"); do
    ! ask "$host" "$SENTINEL_PORT" SENTINEL FAILOVER "$GROUP" >/dev/null || return 0
  done
}

leads_or_is_in_sync() {
  { [ "$(role_of 127.0.0.1)" = master ] && [ "$1" = primary ]; } ||
    ask 127.0.0.1 "$REDIS_PORT" INFO replication | grep -q '^master_link_status:up'
}

# Waits until this member may be elected: once it is in sync. One that has been so before waits for a minute only, after which
# it may lead with what it has: after an outage of all, the primary has had that time to return with what it alone had.
become_electable() {
  waited=0
  until leads_or_is_in_sync "$1"; do
    if [ -e "$in_sync_before" ] && [ "$waited" -ge 60 ]; then
      log 'no primary within a minute: this member may be elected with what it has'
      break
    fi
    sleep 1
    # While it still reads its data it could not lead anyway.
    ! ask 127.0.0.1 "$REDIS_PORT" PING >/dev/null || waited=$((waited + 1))
  done
  touch "$in_sync_before"
  sync "$in_sync_before" 2>/dev/null || sync
  ask 127.0.0.1 "$REDIS_PORT" CONFIG SET replica-priority 100 >/dev/null || log 'could not set replica-priority'
}

if [ "$REPLICAS" -eq 1 ]; then
  write_configuration true
  keep_password "$REDIS_PORT" &
  exec docker-entrypoint.sh "$SERVER-server" "$configuration"
fi

last=
while :; do
  decision=$(decide)
  case $decision in
  primary)
    write_configuration replicate
    break
    ;;
  replica\ *)
    write_configuration follow "${decision#replica }"
    break
    ;;
  yield:*) let_another_lead ;;
  esac
  [ "$decision" = "$last" ] || log "$decision"
  last=$decision
  sleep 2
done
log "starting as $decision"
become_electable "$decision" &
keep_password "$REDIS_PORT" &
exec docker-entrypoint.sh "$SERVER-server" "$configuration"
