#!/bin/sh
# Shares the slots out among all shards, new ones included. Only scripts/rebalance.sh calls it.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh
# shellcheck source=slots.sh
. /scripts/slots.sh

are_served
manage fix
manage rebalance --cluster-use-empty-masters
log 'all shards have their share of the slots'
