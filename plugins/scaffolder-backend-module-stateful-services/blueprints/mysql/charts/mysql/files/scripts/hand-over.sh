#!/bin/sh
# Before the server stops: the primary lets another member lead, then this one leaves the group in order.
set -u
# shellcheck source=member.sh
. /scripts/member.sh

# From here on keep-member.sh starts nothing.
touch "$STOPPING"
[ "$TOPOLOGY" = group-replication ] || exit 0
next=$(
  own <<'EOF'
SELECT next.MEMBER_ID FROM performance_schema.replication_group_members AS own, performance_schema.replication_group_members AS next
WHERE own.MEMBER_ID = @@server_uuid AND own.MEMBER_STATE = 'ONLINE' AND own.MEMBER_ROLE = 'PRIMARY'
  AND next.MEMBER_ROLE = 'SECONDARY' AND next.MEMBER_STATE = 'ONLINE' ORDER BY next.MEMBER_HOST LIMIT 1;
EOF
)
if [ -n "$next" ]; then
  # Transactions that run after 30 s are ended, so that the pod does not outlive its grace.
  echo "SELECT group_replication_set_as_primary('$next', 30);" | own_within 60 || log 'no other member took over'
fi
echo 'STOP GROUP_REPLICATION;' | own_within 60 || log 'could not leave the group in order'
