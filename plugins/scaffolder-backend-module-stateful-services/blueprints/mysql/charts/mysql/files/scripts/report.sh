#!/bin/sh
# Sourced after member.sh: what a member says of itself, as one line `STATE ROLE QUORUM VIEW SET`.
# STATE and ROLE: of the group; OFFLINE and - outside of one. QUORUM: 1 when it reaches a majority, else 0.
# VIEW: the members of the group that it sees ONLINE, by host, between commas, or -. SET: all transactions that it has, or -.
# shellcheck disable=SC2154 # self and ordinal come from member.sh

# A transaction that the group has accepted may be acknowledged to a client while it waits in the applier's channel:
# without what was received there, a member that has everything would look as if it lacked the last moment.
REPORT_SQL="SELECT
  IFNULL((SELECT MEMBER_STATE FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid), 'OFFLINE'),
  IFNULL((SELECT IF(MEMBER_ROLE = '', '-', MEMBER_ROLE) FROM performance_schema.replication_group_members
    WHERE MEMBER_ID = @@server_uuid), '-'),
  IFNULL((SELECT 2 * SUM(MEMBER_STATE IN ('ONLINE', 'RECOVERING')) > COUNT(*)
    FROM performance_schema.replication_group_members WHERE MEMBER_HOST <> ''), 0),
  IFNULL((SELECT GROUP_CONCAT(MEMBER_HOST ORDER BY MEMBER_HOST) FROM performance_schema.replication_group_members
    WHERE MEMBER_STATE = 'ONLINE'), '-'),
  (SELECT IF(gtids = '', '-', REPLACE(REPLACE(gtids, '\\n', ''), ' ', '')) FROM (SELECT GTID_SUBTRACT(CONCAT(
    @@GLOBAL.gtid_executed, ',', IFNULL((SELECT RECEIVED_TRANSACTION_SET FROM performance_schema.replication_connection_status
      WHERE CHANNEL_NAME = 'group_replication_applier'), '')), '') AS gtids) AS united)"

own_report() (
  line=$(printf '%s;\n' "$REPORT_SQL" | own 2>/dev/null) && printf '%s\n' "$line" | tr '\t' ' '
)

# HOST
report_of() {
  ask "$1" "$REPORT_SQL" | tr '\t' ' '
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
