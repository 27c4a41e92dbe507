#!/bin/sh
# Helm test: finds the primary as a client does, writes, reads back.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh

if [ "$REPLICAS" -gt 1 ]; then
  host=$(agreed_primary "$(ask_all_sentinels)")
  [ -n "$host" ] || {
    log "the $REPLICAS Sentinels agree on no primary"
    exit 1
  }
else
  host=$(member 0)
fi
log "primary: $host"
key="helm-test:$POD_NAME"
[ "$(ask "$host" "$REDIS_PORT" SET "$key" written EX 60)" = OK ]
[ "$(ask "$host" "$REDIS_PORT" GET "$key")" = written ]
log 'written and read back'
