#!/bin/bash
# Prints the topics with their settings, and, where there are users, their rights.
set -euo pipefail
# shellcheck source=members.sh
. /scripts/members.sh

ask_broker kafka-topics --describe
if [ -n "$PASSWORD_FILE" ]; then
  ask_broker kafka-acls --list
fi
