#!/bin/sh
# Sourced after report.sh: what a member does where a person names the source of the replication, in topology.source.
# shellcheck disable=SC2154 # self comes from member.sh

# Laid down by a restore or by scripts/name-primary.sh: a person says that the data of this member is the data.
ORIGIN=$PLACE/origin
# This member was the last source that it knows of.
LED=$PLACE/led

expected_hosts() {
  i=0
  while [ "$i" -lt "$(replicas)" ]; do
    member "$i"
    echo
    i=$((i + 1))
  done
}

nothing_changed() {
  [ "$(member "$(cat /members/source)")" = "$source" ]
}

# REPORT of the own server.
keep_in_replication() {
  # shellcheck disable=SC2086 # five words
  set -- $1
  source=$(member "$(cat /members/source)")
  # Each server is OFFLINE when it has started, and nothing but a start changes its options.
  if [ "$1" = OFFLINE ] && wrong=$(wrong_options) && [ -n "$wrong" ]; then
    say "refused: the server runs with other options than meant: $wrong"
  elif [ "$source" != "$self" ]; then
    if [ "$2" = PRIMARY ]; then stop_leading; else follow "$1" "$4" "$5"; fi
  elif [ "$2" = PRIMARY ]; then
    rm -f "$ORIGIN"
    if ! has_replica; then
      say 'the source; no replica listens, so writes wait'
    elif keep_accounts; then
      settle 'the source'
    else
      say 'could not set all accounts'
    fi
  else
    decision=$(decide_to_lead)
    say "$decision"
    [ "$decision" != lead ] || lead
  fi
}

# A change of accounts that waits for a replica would keep that replica from logging in.
has_replica() {
  listening=$(echo "SELECT VARIABLE_VALUE FROM performance_schema.global_status
    WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients';" | own) && [ "${listening:-0}" -gt 0 ]
}

lead() {
  touch "$LED"
  own_within 60 <<'EOF'
STOP REPLICA;
RESET REPLICA ALL;
SET GLOBAL rpl_semi_sync_source_enabled = ON;
SET GLOBAL read_only = OFF;
EOF
}

# What waits for a replica must not be acknowledged now: if it does not come to its end, its client is cut off and the server ends.
stop_leading() {
  say "another source is wanted: ${source%%.*}"
  rm -f "$LED"
  printf 'SET GLOBAL super_read_only = ON;\nSET GLOBAL rpl_semi_sync_source_enabled = OFF;\n' | own_within 20 ||
    { cut_clients && echo 'SHUTDOWN;' | own; }
}

# Prints `lead` or `wait: REASON`.
decide_to_lead() {
  hosts=$(expected_hosts)
  # shellcheck disable=SC2086 # one word a host
  gather_reports $hosts
  missing=
  others=0
  for host in $hosts; do
    [ "$host" != "$self" ] || continue
    # shellcheck disable=SC2046 # five words
    set -- $(cat "$REPORTS/$host")
    if [ "${2:-}" = PRIMARY ]; then
      echo "wait: ${host%%.*} still accepts writes"
      return
    elif [ "${5:--}" = - ]; then
      missing="$missing ${host%%.*}"
    elif [ "$4" != - ] && [ "$4" != "$self" ] && [ ! -s "$REPORTS/$4" ]; then
      echo "wait: ${host%%.*} listens to ${4%%.*}, which does not answer here and may still accept writes"
      return
    else
      others=$((others + 1))
    fi
  done
  if [ -e "$ORIGIN" ]; then
    echo lead
  else
    compare_with_others
  fi
}

# Each acknowledged write is on two disks at least: with one missing, those that are left have all of them.
compare_with_others() {
  mine=$(word_of "$self" 5)
  # shellcheck disable=SC2086 # one word each
  set -- $missing
  if [ "$mine" = - ]; then
    empty_member
  elif [ $# -gt 1 ] && { [ ! -e "$LED" ] || [ "$others" -eq 0 ]; }; then
    echo "wait: what was acknowledged may be on other members alone; empty or without an answer:$missing"
  else
    check_superset
  fi
}

# A first start, if nobody has anything.
empty_member() {
  for host in $hosts; do
    case $(cat "$REPORTS/$host") in
    *' -') ;;
    '')
      echo "wait: this member is empty, and only all together know whether that is a first start; no answer from ${host%%.*}"
      return
      ;;
    *)
      echo "wait: refused, because this member is empty and ${host%%.*} has data; name another source, see docs/runbooks/ordinal0-loss.md"
      return
      ;;
    esac
  done
  echo lead
}

check_superset() {
  for host in $hosts; do
    theirs=$(word_of "$host" 5)
    lacking=$(printf "SELECT REPLACE(GTID_SUBTRACT('%s', '%s'), '\\\\n', '');\n" "${theirs#-}" "$mine" | own) || lacking=unknown
    if [ -n "$lacking" ]; then
      echo "wait: refused, because ${host%%.*} has what this member lacks: $lacking; name that one, or see docs/runbooks/divergence.md"
      return
    fi
  done
  # What was received and acknowledged must be applied before anybody may write.
  if [ "$(printf "SELECT GTID_SUBSET('%s', @@GLOBAL.gtid_executed);\n" "$mine" | own)" = 1 ]; then
    echo lead
  else
    echo 'START REPLICA SQL_THREAD;' | own >/dev/null 2>&1
    echo 'wait: what was received is being applied'
  fi
}

# STATE HOST SET: its state, whom this member listens to, and what it has.
follow() {
  rm -f "$LED"
  # shellcheck disable=SC2046 # five words
  set -- "$1" "$2" "$3" $(report_of "$source")
  if [ "${5:-}" != PRIMARY ]; then
    say "wait: ${source%%.*} does not tell this member that it accepts writes"
    leave_silent_source "$2"
  elif [ "$2" = "$source" ] && [ "$1" = ONLINE ]; then
    settle "a replica of ${source%%.*}"
  elif [ "$2" = "$source" ]; then
    say "wait: the replication from ${source%%.*} does not run"
    log_in_anew
  elif [ "$3" = - ] && [ "$8" != - ]; then
    say "cloning ${source%%.*}"
    clone_source
  else
    extra=$(printf "SELECT REPLACE(GTID_SUBTRACT('%s', '%s'), '\\\\n', '');\n" "${3#-}" "${8#-}" | own) || extra=unknown
    if [ -z "$extra" ]; then
      listen_to_source
    else
      say "wait: refused, because this member has what ${source%%.*} lacks: $extra; see docs/runbooks/divergence.md"
      echo 'STOP REPLICA;' | own_within 20
    fi
  fi
}

# HOST: a former source that answers nobody may still collect acknowledgements. One that answers is read-only soon. The source
# that is wanted keeps its listeners: those that know a new password before it does would leave it, and all writes would wait. If
# one of these changes an account, nobody can log in any more, listeners as little as the keeper.
leave_silent_source() {
  if [ "$1" != - ] && [ "$1" != "$source" ] && [ -z "$(report_of "$1")" ]; then
    echo 'STOP REPLICA IO_THREAD;' | own_within 20
  fi
}

# A connection that was lost is taken up again with the password that it began with, which may have ended since.
log_in_anew() {
  echo "SELECT SERVICE_STATE FROM performance_schema.replication_connection_status WHERE CHANNEL_NAME = '';" | own |
    grep -qx CONNECTING || return 0
  own_within 60 <<EOF
STOP REPLICA IO_THREAD;
START REPLICA IO_THREAD USER = 'member' PASSWORD = $(sql_quoted "$MEMBER_PASSWORD");
EOF
}

listen_to_source() {
  check=
  [ ! -e "$TLS" ] || check=", SOURCE_SSL_CA = '$TLS/ca.crt', SOURCE_SSL_VERIFY_SERVER_CERT = 1"
  own_within 60 <<EOF
STOP REPLICA;
CHANGE REPLICATION SOURCE TO SOURCE_HOST = '$source', SOURCE_PORT = 3306, SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1,
  SOURCE_CONNECT_RETRY = 2, SOURCE_RETRY_COUNT = 1000000$check;
START REPLICA USER = 'member' PASSWORD = $(sql_quoted "$MEMBER_PASSWORD");
EOF
}

# The server restarts with the data of the source.
clone_source() {
  authority=
  [ ! -e "$TLS" ] || authority=$TLS/ca.crt
  own_within 7200 <<EOF
SET GLOBAL clone_ssl_ca = '$authority';
SET GLOBAL clone_valid_donor_list = '$source:3306';
SET GLOBAL super_read_only = OFF;
CLONE INSTANCE FROM 'member'@'$source':3306 IDENTIFIED BY $(sql_quoted "$MEMBER_PASSWORD") REQUIRE SSL;
EOF
  echo 'SET GLOBAL super_read_only = ON;' | own >/dev/null 2>&1
}
