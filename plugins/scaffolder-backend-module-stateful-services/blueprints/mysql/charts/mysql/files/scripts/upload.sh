#!/bin/sh
# Puts the copies of /backup that are not in the object storage there, and keeps the last KEEP of them. Runs in the image of rclone.
set -eu

log() {
  printf '%s\n' "$*" >&2
}

# Names begin with the time, so the order of the names is that of the copies. They hold no spaces.
set -- --include "/$SET_NAME-*.sql.gz"
rclone copy /backup "$STORAGE" "$@" --ignore-existing
copies=$(rclone lsf "$STORAGE" "$@" | sort)
# shellcheck disable=SC2086 # one word a copy
set -- $copies
log "$# copies are in $STORAGE"
while [ $# -gt "$KEEP" ]; do
  rclone deletefile "$STORAGE$1"
  log "removed $1"
  shift
done
