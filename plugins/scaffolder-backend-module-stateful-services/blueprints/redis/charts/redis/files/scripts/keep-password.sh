#!/bin/sh
# Sourced after members.sh or cluster.sh: takes up a password that was changed in the Secret, without a restart.

# PASSWORD PORT COMMAND: the commands go in by stdin, so that no password is an argument. Fails unless the server says OK to it.
tell_own() (
  printf 'AUTH %s\n%s\n' "$(printf '%s' "$1" | quoted /dev/stdin)" "$3" |
    timeout 3 "$SERVER-cli" -h 127.0.0.1 -p "$2" 2>/dev/null | tail -n 1 | grep -qx OK
)

# PORT FORMER: the own server takes the password of the Secret, beside the former one.
take_password() {
  tell_own "$2" "$1" "ACL SETUSER default $(printf '>%s' "$(head -n 1 "$PASSWORD_FILE")" | quoted /dev/stdin)"
}

all_take_password() (
  for host in $(all_members); do
    for port in $PORTS; do
      ask "$host" "$port" PING >/dev/null || return 1
    done
  done
)

# PORT: the own server shows the password of the Secret to the others.
use_password() {
  password=$(quoted "$PASSWORD_FILE")
  now=$(head -n 1 "$PASSWORD_FILE")
  if [ "$1" = "$REDIS_PORT" ]; then
    tell_own "$now" "$1" "CONFIG SET masterauth $password"
  else
    tell_own "$now" "$1" "SENTINEL SET $GROUP auth-pass $password" &&
      tell_own "$now" "$1" "SENTINEL CONFIG SET sentinel-pass $password"
  fi
}

# Into `now`. Starts no program, for it is done all the time. The file may end without a newline.
read_password() {
  IFS= read -r now <"$PASSWORD_FILE" || [ -n "$now" ]
}

# PORT: as long as the server runs. The kubelets bring a new Secret to the members up to two minutes apart; until all have it,
# everybody shows the former password and takes both. The former one ends with a restart or by end-former-password.sh.
keep_password() {
  now=
  read_password || :
  known=$now
  taken=$known
  while sleep 5; do
    read_password || continue
    [ "$now" != "$known" ] || continue
    if [ "$now" != "$taken" ] && take_password "$1" "$taken"; then
      taken=$now
      log 'takes the new password as well'
    fi
    if [ "$now" = "$taken" ] && all_take_password && use_password "$1"; then
      known=$now
      log 'uses the new password'
    fi
  done
}
