#!/bin/bash
# Lets the exporter, by the name in its certificate, describe everything, and nothing else.
set -euo pipefail
# shellcheck source=members.sh
. /scripts/members.sh

ask_broker kafka-acls --add --allow-principal "User:$METRICS_USER" --operation Describe \
  --cluster --topic '*' --group '*' >/dev/null
