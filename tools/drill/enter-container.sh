#!/bin/sh
# ROOT [FROM TO ro|rw]... -- USER GROUP COMMAND...: runs a command in a mount namespace of its own, as a container runtime does.
set -eu
root=$1
shift
mount --bind "$root" "$root"
while [ "$1" != -- ]; do
  mount -o "bind,$3" "$1" "$root$2"
  shift 3
done
user=$2
group=$3
shift 3
mount -t proc proc "$root/proc"
mount -o remount,bind,ro "$root"
exec chroot "$root" setpriv --reuid "$user" --regid "$group" --clear-groups --no-new-privs --bounding-set=-all -- "$@"
