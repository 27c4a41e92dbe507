#!/bin/sh
# Sourced after member.sh: ways out of the group or replication.

# The primary lets another member lead, then this one leaves.
leave_in_order() {
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
  leave_group 60 || log 'could not leave the group in order'
}

# SECONDS
leave_group() {
  echo 'STOP GROUP_REPLICATION;' | own_within "$1"
}

# A source that ends tells its clients that what still waits for a replica is written: so it cuts them off before. Replicas stay,
# as `member` may connect to a server that is in this mode.
cut_clients() {
  echo 'SET GLOBAL offline_mode = ON;' | own
}

# A server whose disk is full does not end: it waits for room, and every write of the group with it, if it is the primary.
# So a member leaves before, while all others are there.
room_is_low() {
  # Blocks that are available, and all blocks.
  # shellcheck disable=SC2046 # two words
  set -- $(stat --file-system --format='%a %b' "$PLACE")
  [ $((100 * $1 / $2)) -lt 5 ]
}
