#!/bin/sh
# Alive also while it loads its data, waits for its primary or runs a script: a restart would only begin that again.
set -u
# shellcheck source=server.sh
. /scripts/server.sh
answer=$(timeout 4 "$SERVER-cli" -h 127.0.0.1 -p "$REDIS_PORT" --askpass --raw PING <"$PASSWORD_FILE" 2>&1)
case $answer in
*LOADING* | *MASTERDOWN* | *BUSY*) ;;
*) has_line PONG "$answer" ;;
esac
