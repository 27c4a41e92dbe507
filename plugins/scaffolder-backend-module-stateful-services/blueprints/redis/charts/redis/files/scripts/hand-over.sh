#!/bin/sh
# Before the pod ends: if it is the primary, lets the Sentinels choose another, without losing an acknowledged write.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh

on_self() {
  ask 127.0.0.1 "$REDIS_PORT" "$@" >/dev/null
}

[ "$(role_of 127.0.0.1)" = master ] || exit 0
asked=
waited=0
while [ "$waited" -lt 45 ]; do
  [ "$(role_of 127.0.0.1)" = master ] || break
  if [ -z "$asked" ]; then
    # Until it is told to follow, the old primary would go on to acknowledge writes that nobody else gets.
    on_self CLIENT PAUSE 45000 WRITE
    # Refused while another failover runs or no replica is fit: then it is asked again, otherwise never twice.
    if ask 127.0.0.1 "$SENTINEL_PORT" SENTINEL FAILOVER "$GROUP" >/dev/null; then
      asked=yes
    else
      on_self CLIENT UNPAUSE
    fi
  else
    named=$(primary_named_by 127.0.0.1)
    case $named in
    none | silent | "$self") ;;
    *)
      on_self REPLICAOF "$named" "$REDIS_PORT"
      break
      ;;
    esac
  fi
  sleep 1
  waited=$((waited + 1))
done
on_self CLIENT UNPAUSE || :
[ "$(role_of 127.0.0.1)" != master ] || log 'no other member took over within 45 s'
