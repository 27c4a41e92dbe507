#!/bin/sh
# Fetches BACKUP_FILE from the object storage to /backup, if it is not there. Runs in the image of rclone.
set -eu

file=/backup/$BACKUP_FILE
if [ ! -e "$file" ]; then
  # Of what is not there, rclone copies nothing and ends with 0.
  rclone copyto "$STORAGE$BACKUP_FILE" "$file"
  [ -e "$file" ] || {
    echo "there is no $BACKUP_FILE in the claim of the backups, nor in $STORAGE" >&2
    exit 1
  }
fi
