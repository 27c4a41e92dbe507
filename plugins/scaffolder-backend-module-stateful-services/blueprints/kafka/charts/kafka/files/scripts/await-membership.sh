#!/bin/bash
# Beside a server that starts: leaves /run/kafka/joined once the cluster can do without another member, which the startup
# probe looks for. So neither a rolling update nor a drain goes on before that, and no probe has to start a JVM.
set -euo pipefail
# shellcheck source=members.sh
. /scripts/members.sh

# A voter that has what the leader has.
is_voter_in_sync() {
  most_controllers_listen || return 1
  ask_quorum --replication 2>/dev/null |
    awk -v id="$node_id" '$1 == id && ($NF == "Leader" || $NF == "Follower") && $4 < 10 { found = 1 } END { exit !found }'
}

# No partition that has a copy here lacks it among its copies in sync.
has_caught_up() {
  local behind
  behind=$(ask_broker kafka-topics --describe --under-replicated-partitions 2>/dev/null) || return 1
  printf '%s\n' "$behind" | awk -v id="$node_id" '
    function has(name, part) {
      if (!match($0, name ": [0-9,]*")) return 0
      part = "," substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 2) ","
      return index(part, "," id ",") > 0
    }
    has("Replicas") && !has("Isr") { behind = 1 }
    END { exit behind }'
}

wait_until() {
  until "$@"; do sleep 5; done
}

# Asking starts a JVM, which would take the processor from the server while that starts: PORT opens first.
await_port() {
  until listens "$self" "$1"; do sleep 1; done
}

if [ "$ROLE" != broker ]; then
  await_port "$CONTROLLER_PORT"
  wait_until is_voter_in_sync
fi
if [ "$ROLE" != controller ]; then
  await_port "$INTERNAL_PORT"
  # A partition that has lost all its copies in sync for good would keep this broker from ever being ready.
  deadline=$((SECONDS + 1800))
  until has_caught_up; do
    if [ "$SECONDS" -gt "$deadline" ]; then
      log 'did not catch up within 30 min; ready nevertheless'
      break
    fi
    sleep 5
  done
  if [ -n "$PASSWORD_FILE" ]; then
    wait_until /scripts/set-password.sh
  fi
  if [ -n "$METRICS_USER" ]; then
    wait_until /scripts/allow-metrics.sh
  fi
fi
touch /run/kafka/joined
