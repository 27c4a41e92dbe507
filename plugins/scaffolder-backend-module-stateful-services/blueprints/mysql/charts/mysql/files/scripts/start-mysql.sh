#!/bin/sh
# Starts MySQL, after it has made the data directory of a member that has none.
set -eu
# shellcheck source=member.sh
. /scripts/member.sh
# shellcheck source=server.sh
. /scripts/server.sh
# shellcheck source=data-format.sh
. /scripts/data-format.sh

rm -f "$STOPPING"
write_configuration
if [ -d "$PLACE/data" ]; then
  refuse_other_format
else
  initialise
fi
# A member that was cloned ends its server, to be started again with the new data: that is allowed only to a server that
# knows its supervisor by this number, and the parent of process 1 of a container is 0.
export MYSQLD_PARENT_PID=0
exec mysqld --defaults-file="$configuration"
