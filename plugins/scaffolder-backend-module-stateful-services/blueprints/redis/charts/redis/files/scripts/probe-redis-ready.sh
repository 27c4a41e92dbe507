#!/bin/sh
# Ready: a primary, or a replica whose link to the primary is up.
set -eu
# shellcheck source=server.sh
. /scripts/server.sh
leads_or_is_linked "$(ask 127.0.0.1 "$REDIS_PORT" INFO replication)"
