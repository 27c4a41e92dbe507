#!/bin/sh
# Sourced after report.sh: what a member outside of the group does next, decided from the reports of all.
# shellcheck disable=SC2154 # self and ordinal come from member.sh

# Hosts that were ONLINE when this member last saw the group. To scale down while nobody runs must not make a smaller group
# forget what only the others have.
KNOWN=$PLACE/group-members
# Laid down by a restore or by scripts/name-primary.sh: a person says that the data of this member is the data.
ORIGIN=$PLACE/origin

expected_hosts() {
  {
    i=0
    while [ "$i" -lt "$(replicas)" ]; do
      printf '%s\n' "$(member "$i")"
      i=$((i + 1))
    done
    cat "$KNOWN" 2>/dev/null
  } | sort -u
}

# Prints `found`, `join HOST`, `clone HOST` or `wait: REASON`.
decide() {
  hosts=$(expected_hosts)
  # shellcheck disable=SC2086 # one word a host
  gather_reports $hosts
  living=
  silent=
  leaving=
  for host in $hosts; do
    case $(cat "$REPORTS/$host") in
    '') silent="$silent ${host%%.*}" ;;
    'ONLINE '*' 1 '*) [ -n "$living" ] || living=$host ;;
    'OFFLINE '*) ;;
    *) leaving="$leaving ${host%%.*}" ;;
    esac
  done
  if [ -n "$living" ]; then
    decide_to_join "$living"
  elif [ -e "$ORIGIN" ]; then
    echo found
  elif [ -n "$silent" ]; then
    echo "wait: no group is up, and only all members together know who has everything; no answer from$silent"
  elif [ -n "$leaving" ]; then
    echo "wait: these have not left their former group yet:$leaving"
  else
    decide_founder
  fi
}

decide_to_join() {
  mine=$(word_of "$self" 5)
  theirs=$(word_of "$1" 5)
  if [ "$mine" = - ]; then
    recovering=$(grep -l '^RECOVERING ' "$REPORTS"/*) || recovering=
    if [ -n "$recovering" ]; then
      echo 'wait: another member is being cloned, and one can be at a time'
    else
      echo "clone $1"
    fi
    return
  fi
  extra=$(printf "SELECT REPLACE(GTID_SUBTRACT('%s', '%s'), '\\\\n', '');\n" "$mine" "${theirs#-}" | own) || extra=unknown
  if [ -z "$extra" ]; then
    echo "join $1"
  else
    echo "wait: refused, because this member has what the group of ${1%%.*} lacks: $extra; see docs/runbooks/divergence.md"
  fi
}

# Whether one of those that were in the group with this member has an empty disk now.
known_member_is_empty() {
  [ -e "$KNOWN" ] || return 1
  while read -r host; do
    [ "$(word_of "$host" 5)" != - ] || return 0
  done <"$KNOWN"
  return 1
}

# All are here and none is in a group. The one that has everything founds it; the lowest ordinal, where several have.
decide_founder() {
  rows=
  i=0
  for host in $hosts; do
    set_=$(word_of "$host" 5)
    ordinal_=${host%%.*}
    rows="$rows${rows:+, }ROW(${ordinal_##*-}, '${set_#-}')"
    i=$((i + 1))
  done
  verdict=$(
    own <<EOF
WITH members (ordinal, gtids) AS (VALUES $rows),
  founder AS (SELECT MIN(m.ordinal) AS ordinal FROM members AS m
    WHERE NOT EXISTS (SELECT * FROM members AS other WHERE NOT GTID_SUBSET(other.gtids, m.gtids)))
SELECT IFNULL((SELECT ordinal FROM founder), 'none'), SUM(gtids = ''),
  IFNULL(GROUP_CONCAT(IF(REPLACE(gtids, '$GROUP_NAME', '') REGEXP '[0-9a-f]{8}-', ordinal, NULL)), 'none') FROM members;
EOF
  ) || verdict=
  # shellcheck disable=SC2086 # three words
  set -- $verdict
  if [ $# -ne 3 ]; then
    echo 'wait: the own server could not compare what the members have'
  elif [ "$3" != none ]; then
    echo "wait: refused, because there are transactions that are not of this group on member $3; see docs/runbooks/divergence.md"
  elif [ "$1" = none ]; then
    echo 'wait: refused, because each member lacks what another one has; see docs/runbooks/divergence.md'
  elif [ "$2" -lt "$i" ] && [ "$2" -gt $(((i - 1) / 2)) ] && { [ "$1" != "$ordinal" ] || known_member_is_empty; }; then
    # Unless they have never been in the group: it may have come to an end while its first members were still joining.
    echo "wait: refused, because $2 of $i disks are empty, so the others may lack what was acknowledged; see docs/runbooks/full-outage.md"
  elif [ "$1" = "$ordinal" ]; then
    echo found
  else
    echo "wait: member $1 has everything and founds the group"
  fi
}
