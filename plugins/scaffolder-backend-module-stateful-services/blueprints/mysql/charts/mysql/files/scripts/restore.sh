#!/bin/sh
# Turns BACKUP_FILE of /backup into the data of a member whose disk is empty. Only scripts/restore.sh starts it.
set -eu
# The disk is that of member 0.
POD_NAME=$SET_NAME-0
# shellcheck source=member.sh
. /scripts/member.sh
# shellcheck source=server.sh
. /scripts/server.sh

refuse() {
  log "$1; nothing was changed"
  exit 1
}

file=/backup/$BACKUP_FILE
[ -f "$file" ] || refuse "there is no $BACKUP_FILE in the claim of the backups"
gzip -cd "$file" | tail -n 1 | grep -q '^-- Dump completed' || refuse "$BACKUP_FILE is damaged"
# A restore that was interrupted begins again; what a member wrote is never touched.
if [ ! -e "$PLACE/restoring" ]; then
  for entry in "$PLACE"/* "$PLACE"/.[!.]*; do
    [ ! -e "$entry" ] || refuse "the disk is not empty: it holds ${entry##*/}"
  done
fi
if [ "$TOPOLOGY" = replication ] && [ "$(cat /members/source)" != 0 ]; then
  refuse 'the disk is that of member 0, which is not the source: set topology.source to 0 and deploy'
fi
touch "$PLACE/restoring"
rm -rf "$PLACE/data" "$PLACE/origin"
write_configuration
initialise
mysqld --defaults-file="$configuration" --skip-networking --super-read-only=OFF --read-only=OFF &
server=$!
until echo 'DO 0;' | own >/dev/null 2>&1; do
  kill -0 "$server" 2>/dev/null || {
    log 'the server could not start'
    exit 1
  }
  sleep 1
done
gzip -cd "$file" | own_within 0
transactions=$(echo 'SELECT @@GLOBAL.gtid_executed;' | own | tr -d '\n')
if [ "$TOPOLOGY" = group-replication ] && printf '%s' "$transactions" | sed "s/$GROUP_NAME//g" | grep -Eq '[0-9a-f]{8}-'; then
  log "the backup is of another group, with the transactions $transactions: set topology.groupName to its UUID, deploy, and restore again"
  exit 1
fi
echo 'SHUTDOWN;' | own
wait "$server"
# The other members are empty. Without this, nobody would know that this one has everything that is meant to be there.
touch "$PLACE/origin"
sync
rm "$PLACE/restoring"
log "restored $BACKUP_FILE, with the transactions $transactions"
