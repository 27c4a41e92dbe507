#!/bin/sh
# Puts the copies of /backup that are not in the object storage there, and keeps the last KEEP of them, in a cluster of each shard. Runs
# in the image of rclone.
set -eu

log() {
  printf '%s\n' "$*" >&2
}

# What is there of this service: of a shard and a time, without spaces.
stored() {
  rclone lsf "$STORAGE" --include "/$SET_NAME-*.rdb" | sort
}

rclone copy /backup "$STORAGE" --include "/$SET_NAME-*.rdb" --ignore-existing
copies=$(stored)
log "$(printf '%s\n' "$copies" | wc -l) copies are in $STORAGE"
for set in $(printf '%s\n' "$copies" | sed 's/-[^-]*$//' | sort -u); do
  # shellcheck disable=SC2046 # one word a copy
  set -- $(printf '%s\n' "$copies" | grep "^$set-[^-]*$")
  while [ $# -gt "$KEEP" ]; do
    rclone deletefile "$STORAGE$1"
    log "removed $1"
    shift
  done
done
