#!/bin/sh
# Sourced after member.sh: what a member says of itself, as one line `STATE ROLE QUORUM VIEW SET`.
# STATE and ROLE: of the group; OFFLINE and - outside of one. QUORUM: 1 when it reaches a majority, else 0.
# VIEW: the members of the group that it sees ONLINE, by host, between commas, or -. SET: all transactions that it has, or -.
# Without a group, STATE: ONLINE when it accepts writes or both threads of the replica run; ROLE: PRIMARY when it accepts
# writes, else SECONDARY; QUORUM: 1; VIEW: the host that it listens to, or -.
# shellcheck disable=SC2154 # self and ordinal come from member.sh

# CHANNEL: all that the server has executed or received there. What was received may be acknowledged to a client already:
# without it, a member that has everything would look as if it lacked the last moment.
set_sql() {
  printf %s "(SELECT IF(gtids = '', '-', REPLACE(REPLACE(gtids, '\\n', ''), ' ', '')) FROM (SELECT GTID_SUBTRACT(CONCAT(
    @@GLOBAL.gtid_executed, ',', IFNULL((SELECT RECEIVED_TRANSACTION_SET FROM performance_schema.replication_connection_status
      WHERE CHANNEL_NAME = '$1'), '')), '') AS gtids) AS united)"
}

REPORT_SQL="SELECT CONCAT_WS(' ',
  IFNULL((SELECT MEMBER_STATE FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid), 'OFFLINE'),
  IFNULL((SELECT IF(MEMBER_ROLE = '', '-', MEMBER_ROLE) FROM performance_schema.replication_group_members
    WHERE MEMBER_ID = @@server_uuid), '-'),
  IFNULL((SELECT 2 * SUM(MEMBER_STATE IN ('ONLINE', 'RECOVERING')) > COUNT(*)
    FROM performance_schema.replication_group_members WHERE MEMBER_HOST <> ''), 0),
  IFNULL((SELECT GROUP_CONCAT(MEMBER_HOST ORDER BY MEMBER_HOST) FROM performance_schema.replication_group_members
    WHERE MEMBER_STATE = 'ONLINE'), '-'),
  $(set_sql group_replication_applier));"
# By read_only, not super_read_only, which is off for a moment while a password is changed.
if [ "$TOPOLOGY" != group-replication ]; then
  REPORT_SQL="SELECT CONCAT_WS(' ',
    IF(@@GLOBAL.read_only = 0 OR EXISTS (SELECT * FROM performance_schema.replication_connection_status
      JOIN performance_schema.replication_applier_status AS applier USING (CHANNEL_NAME)
      WHERE CHANNEL_NAME = '' AND replication_connection_status.SERVICE_STATE = 'ON' AND applier.SERVICE_STATE = 'ON'),
      'ONLINE', 'OFFLINE'),
    IF(@@GLOBAL.read_only = 0, 'PRIMARY', 'SECONDARY'),
    1,
    IFNULL((SELECT HOST FROM performance_schema.replication_connection_configuration
      JOIN performance_schema.replication_connection_status AS connection USING (CHANNEL_NAME)
      WHERE CHANNEL_NAME = '' AND connection.SERVICE_STATE <> 'OFF'), '-'),
    $(set_sql ''));"
fi

own_report() {
  own 2>/dev/null <<EOF
$REPORT_SQL
EOF
}

# HOST
report_of() {
  ask "$1" "$REPORT_SQL"
}

# HOST...: asks all at once; in the folder reports there is then one file a host, empty for one that does not answer.
REPORTS=/tmp/reports
gather_reports() {
  rm -rf "$REPORTS"
  mkdir -p "$REPORTS"
  for host in "$@"; do
    if [ "$host" = "$self" ]; then
      own_report >"$REPORTS/$host" &
    else
      report_of "$host" >"$REPORTS/$host" &
    fi
  done
  wait
}

# HOST NUMBER: one word of what it said.
word_of() {
  cut -d ' ' -f "$2" "$REPORTS/$1"
}
