#!/bin/sh
# Before the server stops: the primary lets another member lead, then this one leaves the group in order.
set -u
# shellcheck source=member.sh
. /scripts/member.sh
# shellcheck source=leave.sh
. /scripts/leave.sh

# From here on keep-member.sh starts nothing.
touch "$STOPPING"
[ "$TOPOLOGY" = group-replication ] || exit 0
leave_in_order
