#!/bin/sh
# Makes the Sentinel of this pod watch member ORDINAL, whatever it knew before. Only scripts/name-primary.sh calls it.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh
# shellcheck source=watch.sh
. /scripts/watch.sh

ask 127.0.0.1 "$SENTINEL_PORT" SENTINEL REMOVE "$GROUP" >/dev/null || log 'it watched none'
watch_primary "$(member "$1")"
log "$POD_NAME: watching $(primary_named_by 127.0.0.1)"
