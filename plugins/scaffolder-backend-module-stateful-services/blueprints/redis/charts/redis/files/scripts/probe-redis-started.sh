#!/bin/sh
set -eu
# shellcheck source=server.sh
. /scripts/server.sh
[ "$(ask 127.0.0.1 "$REDIS_PORT" PING)" = PONG ]
