#!/bin/sh
# ROOT MOUNTS USER GROUP COMMAND...: runs a command in a mount namespace of its own, as a container runtime does, with all that
# the fstab file MOUNTS names.
set -eu
root=$1
mounts=$2
user=$3
group=$4
shift 4
mount --all --fstab "$mounts"
mount -o remount,bind,ro "$root"
exec chroot "$root" setpriv --reuid "$user" --regid "$group" --clear-groups --no-new-privs --bounding-set=-all -- "$@"
