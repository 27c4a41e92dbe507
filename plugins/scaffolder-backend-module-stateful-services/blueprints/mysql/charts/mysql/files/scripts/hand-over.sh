#!/bin/sh
# Before the server stops: the primary lets another member lead, then this one leaves the group in order. Without a group, clients
# are cut off.
set -u
# shellcheck source=member.sh
. /scripts/member.sh
# shellcheck source=leave.sh
. /scripts/leave.sh

# From here on keep-member.sh starts nothing.
touch "$STOPPING"
case $TOPOLOGY in
group-replication) leave_in_order ;;
replication) cut_clients || log 'could not cut off the clients' ;;
esac
