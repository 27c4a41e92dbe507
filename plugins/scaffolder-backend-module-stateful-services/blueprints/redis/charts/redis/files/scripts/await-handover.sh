#!/bin/sh
# Keeps the Sentinel of this pod until its Redis has handed over: the failover needs it.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh

waited=0
while [ "$waited" -lt 45 ] && [ "$(role_of 127.0.0.1)" = master ]; do
  sleep 1
  waited=$((waited + 1))
done
