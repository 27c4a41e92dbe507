#!/bin/sh
# Sourced by the other scripts: who the members are, and how to ask them.
# Needs POD_NAME, SET_NAME, DOMAIN and SECRETS.
# shellcheck disable=SC2034 # what is set here is used by the scripts that source this one

SOCKET=/run/mysqld/mysqld.sock
# The volume of the member. Cloning replaces the data directory, not what lies beside it.
PLACE=/var/lib/mysql
# While this is there, the server is about to stop, and nobody starts anything on it.
STOPPING=/run/mysqld/stopping
MEMBER_PASSWORD=$SECRETS/member-password
# Certificates, if there are any that can be checked.
TLS=/run/secrets/tls

ordinal=${POD_NAME##*-}

log() {
  printf '%s\n' "$*" >&2
}

member() {
  printf '%s-%s.%s' "$SET_NAME" "$1" "$DOMAIN"
}

self=$(member "$ordinal")

# How many members there shall be. A mounted file, not the environment: scaling must not restart anybody.
replicas() {
  cat /members/replicas
}

# SECONDS: SQL from stdin on the own server. Known by the user of the operating system: no password is involved.
own_within() {
  timeout "$1" mysql --no-defaults --user=root --socket="$SOCKET" --connect-timeout=3 --batch --skip-column-names
}

own() {
  own_within 5
}

# FILE: its first line as a quoted value of an option file.
option_quoted() {
  sed -e 's/[\\"]/\\&/g' -e 's/^/"/' -e 's/$/"/' "$1" | head -n 1
}

# FILE: its first line as an SQL string.
sql_quoted() {
  sed -e 's/\\/\\\\/g' -e "s/'/''/g" -e "s/^/'/" -e "s/\$/'/" "$1" | head -n 1
}

# HOST USER PASSWORD_FILE: options of a client, which reads them from stdin (--defaults-file=/dev/stdin).
# So the password is never in an argument or in the environment, where others can read it.
client_options() {
  printf '[client]\nhost = %s\nport = 3306\nuser = %s\npassword = %s\n' "$1" "$2" "$(option_quoted "$3")"
  if [ ! -e "$TLS" ]; then
    echo 'ssl-mode = REQUIRED'
  elif [ "$1" = 127.0.0.1 ]; then
    printf 'ssl-mode = VERIFY_CA\nssl-ca = %s/ca.crt\n' "$TLS"
  else
    printf 'ssl-mode = VERIFY_IDENTITY\nssl-ca = %s/ca.crt\n' "$TLS"
  fi
}

# HOST SQL: the answer of a member, or a failure when there is none within 5 s.
ask() {
  client_options "$1" member "$MEMBER_PASSWORD" |
    timeout 5 mysql --defaults-file=/dev/stdin --connect-timeout=3 --batch --skip-column-names --execute="$2" 2>/dev/null
}
