#!/bin/sh
# Sourced after decide.sh and leave.sh: carries out what was decided.

nothing_changed() {
  ! room_is_low
}

# REPORT of the own server.
keep_in_group() {
  # shellcheck disable=SC2086 # five words
  set -- $1
  case $1 in
  ONLINE)
    [ "$3" = 1 ] && remember_members "$4"
    if room_is_low && [ "$4" = "$(expected_hosts | paste -s -d , -)" ]; then
      say 'leaving the group: its disk is nearly full, and the others are all there'
      leave_in_order
    elif [ "$2" != PRIMARY ] || accounts_are_kept; then
      settle "in the group as $2"
    elif ! majority_is_online "$4"; then
      say 'in the group as PRIMARY; the accounts wait for a majority of the members'
    elif ! keep_accounts; then
      say 'could not set all accounts'
    fi
    ;;
  RECOVERING)
    if [ "$4" = - ]; then
      # Two that were being cloned stay for ever in a group of which the only complete member is put out.
      say 'nobody is left in the group to recover from: leaving it'
      leave_group 120
    elif recovery_is_hopeless; then
      say 'the others do not have the binary logs that are needed: leaving the group, to be cloned'
      leave_group 120
    else
      say 'catching up with the group'
    fi
    ;;
  ERROR)
    say 'put out of the group'
    leave_group 120
    ;;
  *)
    wrong=$(wrong_options)
    if [ -z "$wrong" ]; then
      decision=$(decide)
      say "$decision"
      carry_out "$decision"
    else
      say "refused: the server runs with other options than meant: $wrong"
    fi
    ;;
  esac
}

# HOSTS between commas. While an account is changed nobody can log in, and a member that joins must. Where the group has no
# majority without that one, the change would wait for it, and it for the change, for ever (seen with 9.7.4).
majority_is_online() {
  online=$(printf '%s\n' "$1" | tr ',' '\n' | wc -l)
  [ $((2 * online)) -gt "$(expected_hosts | wc -l)" ]
}

# A donor clones one member at a time. The next one is then sent binary logs, which may not reach back far enough, and would
# ask for them for ten minutes.
recovery_is_hopeless() {
  failed=$(echo "SELECT LAST_ERROR_NUMBER FROM performance_schema.replication_connection_status
    WHERE CHANNEL_NAME = 'group_replication_recovery';" | own) && [ "${failed:-0}" -ne 0 ]
}

# HOSTS between commas.
remembered=
remember_members() {
  # There is the group that a person wanted: next time all are asked again.
  [ ! -e "$ORIGIN" ] || rm "$ORIGIN"
  [ "$1" != "$remembered" ] || return 0
  printf '%s\n' "$1" | tr ',' '\n' | sort >"$KNOWN.new"
  mv "$KNOWN.new" "$KNOWN"
  remembered=$1
}

# DECISION
carry_out() {
  case $1 in
  found) start_group ON 1 ;;
  'wait: '*) ;;
  *)
    if room_is_low; then
      say 'wait: the disk is nearly full, and there is a group without this member'
    elif [ "${1%% *}" = clone ]; then
      start_group OFF 1
    else
      start_group OFF 0
    fi
    ;;
  esac
}

# FOUNDS IS_EMPTY: the password is given at each start, so that no table keeps it.
# The threshold lets an empty member be cloned, and only for this start: in the configuration it would clone others as well.
start_group() {
  threshold=9223372036854775807
  [ "$1$2" != OFF1 ] || threshold=1
  seeds=$(expected_hosts | sed 's/$/:3306/' | paste -s -d , -)
  own_within 600 <<EOF
SET GLOBAL offline_mode = OFF;
SET GLOBAL group_replication_group_seeds = '$seeds';
SET GLOBAL group_replication_clone_threshold = $threshold;
SET GLOBAL group_replication_bootstrap_group = $1;
START GROUP_REPLICATION USER = 'member', PASSWORD = $(sql_quoted "$MEMBER_PASSWORD");
EOF
  # Also when the start has failed: the next one must not found another group.
  echo 'SET GLOBAL group_replication_bootstrap_group = OFF;' | own
}
