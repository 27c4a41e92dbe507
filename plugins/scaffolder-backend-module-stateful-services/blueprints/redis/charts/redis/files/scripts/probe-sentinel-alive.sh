#!/bin/sh
set -eu
# shellcheck source=members.sh
. /scripts/members.sh
[ "$(ask 127.0.0.1 "$SENTINEL_PORT" PING)" = PONG ]
