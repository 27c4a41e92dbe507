#!/bin/sh
# Copies all databases and accounts to /backup: from a secondary, so that the primary does not pay for it, or from the only
# member.
set -eu
# shellcheck source=member.sh
. /scripts/member.sh
# shellcheck source=report.sh
. /scripts/report.sh

# The last member that is a secondary of the group.
source_of_copy() (
  if [ "$TOPOLOGY" = standalone ]; then
    member 0
    return
  fi
  i=$(($(replicas) - 1))
  while [ "$i" -ge 0 ]; do
    case $(report_of "$(member "$i")") in
    'ONLINE SECONDARY 1 '*)
      member "$i"
      return
      ;;
    esac
    i=$((i - 1))
  done
)

host=$(source_of_copy)
[ -n "$host" ] || {
  log 'no secondary is in the group: nothing was copied'
  exit 1
}
databases=$(ask "$host" "SELECT schema_name FROM information_schema.schemata
  WHERE schema_name NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')")
[ -n "$databases" ] || {
  log "$host has no database: nothing was copied"
  exit 1
}
name=$SET_NAME-$(date -u +%Y%m%dT%H%M%SZ).sql.gz
part=/backup/.$name.part
trap 'rm -f "$part"' EXIT
# Accounts that each server makes for itself are not copied: a server that is restored has them already.
# mysqldump knows a name only in quotes if it needs quotes, and in none if it does not (9.7.4).
set -- --users --exclude-user=root@localhost "--exclude-user='member'@'%'"
for account in mysql.sys mysql.session mysql.infoschema; do
  set -- "$@" "--exclude-user='$account'@'localhost'"
done
# shellcheck disable=SC2086 # one word a database
client_options "$host" member "$MEMBER_PASSWORD" |
  mysqldump --defaults-file=/dev/stdin --single-transaction --source-data=2 --set-gtid-purged=ON --hex-blob \
    --routines --events --triggers --no-tablespaces "$@" --databases $databases | gzip >"$part"
gzip -cd "$part" | tail -n 1 | grep -q '^-- Dump completed' || {
  log "the copy of $host is not complete and was discarded"
  exit 1
}
sync "$part" 2>/dev/null || sync
mv "$part" "/backup/$name"
log "copied $host to $name, $(wc -c <"/backup/$name") bytes"

set -- "/backup/$SET_NAME"-*.sql.gz
while [ $# -gt "$KEEP" ]; do
  rm "$1"
  log "removed ${1##*/}"
  shift
done
