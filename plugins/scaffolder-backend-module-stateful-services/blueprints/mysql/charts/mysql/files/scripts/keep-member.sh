#!/bin/sh
# For the life of the pod: keeps the member in its group or replication, and the accounts as the Secret says.
# Nothing else ever starts either.
set -u
# shellcheck source=member.sh
. /scripts/member.sh
# shellcheck source=accounts.sh
. /scripts/accounts.sh
# shellcheck source=report.sh
. /scripts/report.sh
# shellcheck source=options.sh
. /scripts/options.sh
# shellcheck source=leave.sh
. /scripts/leave.sh
if [ "$TOPOLOGY" = replication ]; then
  # shellcheck source=replication.sh
  . /scripts/replication.sh
else
  # shellcheck source=decide.sh
  . /scripts/decide.sh
  # shellcheck source=group.sh
  . /scripts/group.sh
fi

last=
# Says something once, not every two seconds.
say() {
  [ "$*" = "$last" ] || log "$*"
  last=$*
}

tick() {
  if [ -e "$STOPPING" ]; then
    say 'the server is about to stop'
  elif ! report=$(own_report); then
    say 'waiting for the server'
  elif ! keep_member_account; then
    say 'could not set the password of the account member'
  elif ! keep_certificate; then
    say 'could not take the certificate'
  elif [ "$TOPOLOGY" = standalone ]; then
    if keep_accounts; then say 'the only member'; else say 'could not set all accounts'; fi
  elif [ "$TOPOLOGY" = replication ]; then
    keep_in_replication "$report"
  else
    keep_in_group "$report"
  fi
}

# Process 1 of a container gets no signal that it did not ask for, and the pod would last for its whole grace.
trap 'exit 0' TERM
while :; do
  : >/run/mysqld/kept
  look_at_secrets
  tick
  sleep 2
done
