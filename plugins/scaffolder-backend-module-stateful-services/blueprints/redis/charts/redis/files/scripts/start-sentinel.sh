#!/bin/sh
# Starts the Sentinel of this member with what it knew before; if it knew nothing, it learns the primary from the others.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh
# shellcheck source=keep-password.sh
. /scripts/keep-password.sh
# shellcheck source=watch.sh
. /scripts/watch.sh

configuration=/sentinel/sentinel.conf

# Keeps what the Sentinel has learned; everything else comes from the chart and the Secret of today.
write_configuration() {
  umask 077
  touch "$configuration"
  {
    printf 'port %s\nbind * -::*\nprotected-mode no\ndir /tmp\n' "$SENTINEL_PORT"
    printf 'sentinel resolve-hostnames yes\nsentinel announce-hostnames yes\n'
    printf 'sentinel announce-ip %s\nsentinel announce-port %s\n' "$self" "$SENTINEL_PORT"
    printf 'requirepass %s\nsentinel sentinel-pass %s\n' "$(quoted "$PASSWORD_FILE")" "$(quoted "$PASSWORD_FILE")"
    grep -E '^sentinel (myid|current-epoch) ' "$configuration" || :
    if grep -q "^sentinel monitor $GROUP " "$configuration"; then
      awk -v quorum="$majority" -v group="$GROUP" \
        '$1 == "sentinel" && $2 == "monitor" && $3 == group { $6 = quorum; print }' "$configuration"
      printf 'sentinel auth-pass %s %s\n' "$GROUP" "$(quoted "$PASSWORD_FILE")"
      printf 'sentinel down-after-milliseconds %s 10000\n' "$GROUP"
      printf 'sentinel failover-timeout %s 60000\nsentinel parallel-syncs %s 1\n' "$GROUP" "$GROUP"
      grep -E "^sentinel (config-epoch|leader-epoch|known-replica|known-sentinel) $GROUP " "$configuration" || :
    fi
  } >"$configuration.new"
  mv "$configuration.new" "$configuration"
}

# The host that the Sentinels agree on; in a new group, where none knows any, the only one that is a primary.
primary_to_watch() (
  answers=$(ask_all_sentinels)
  if [ "$(printf '%s\n' "$answers" | sort -u)" != none ]; then
    agreed_primary "$answers"
    return
  fi
  masters=
  i=0
  while [ "$i" -lt "$REPLICAS" ]; do
    if [ "$(role_of "$(member "$i")")" = master ]; then
      masters="$masters $(member "$i")"
    fi
    i=$((i + 1))
  done
  case ${masters# } in
  *' '*) ;;
  *) printf '%s\n' "${masters# }" ;;
  esac
)

learn_primary() {
  while [ "$(primary_named_by 127.0.0.1)" = silent ]; do
    sleep 1
  done
  while [ "$(primary_named_by 127.0.0.1)" = none ]; do
    host=$(primary_to_watch)
    if [ -n "$host" ]; then
      log "watching $host"
      watch_primary "$host" || log "the own Sentinel did not take $host"
    fi
    sleep 2
  done
}

write_configuration
learn_primary &
keep_password "$SENTINEL_PORT" &
exec docker-entrypoint.sh "$SERVER-sentinel" "$configuration"
