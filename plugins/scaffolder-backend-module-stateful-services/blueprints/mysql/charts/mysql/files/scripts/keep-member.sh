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

# Laid down by a look at the server that found nothing to do.
SETTLED=/run/mysqld/settled
settled_checksums=
rests=0
settle() {
  say "$*"
  : >"$SETTLED"
  settled_checksums=$checksums
  rests=2
}

# Then two ticks start no client, which takes more of a processor than all the rest. Whatever has to be answered at once is seen
# without one: a server that has started has a new socket.
may_rest() {
  [ "$rests" -gt 0 ] || return 1
  rests=$((rests - 1))
  # shellcheck disable=SC3013 # every shell that is sh in an image of MySQL knows it
  [ ! -e "$STOPPING" ] && [ ! "$SOCKET" -nt "$SETTLED" ] && [ "$checksums" = "$settled_checksums" ] && nothing_changed
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
    if keep_accounts; then settle 'the only member'; else say 'could not set all accounts'; fi
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
  if ! may_rest; then
    rests=0
    tick
  fi
  sleep 2
done
