#!/bin/sh
# Sourced after member.sh: accounts and their passwords. A password that was changed in the Secret is set beside the former
# one, which goes on to be accepted until scripts/end-rotation.sh: nobody is locked out while the change gets around.

# USER PASSWORD_FILE: a failure when the server refuses the password or does not answer.
can_log_in() {
  client_options 127.0.0.1 "$1" "$2" |
    timeout 5 mysql --defaults-file=/dev/stdin --connect-timeout=3 --execute='DO 0' >/dev/null 2>&1
}

# What the Secrets hold: looked at every 10 s, since it seldom changes and each look starts a program.
checksums=
ticks_until_look=0
look_at_secrets() {
  ticks_until_look=$((ticks_until_look - 1))
  [ "$ticks_until_look" -lt 0 ] || return 0
  ticks_until_look=4
  checksums=$(cksum "$MEMBER_PASSWORD" "$SECRETS/password" "$TLS/tls.crt" 2>/dev/null)
}

# CHANGE of the account that members use for each other. Each makes it on its own, outside of the binary log: they must be able
# to ask each other when there is no group that could tell them.
alter_own_account() {
  read_only=$(echo 'SELECT @@GLOBAL.super_read_only;' | own) || return 1
  printf "SET SESSION sql_log_bin = OFF;\nSET GLOBAL super_read_only = OFF;\nALTER USER 'member'@'%%' %s;\n" "$1" | own
  altered=$?
  [ "$read_only" = 0 ] || echo 'SET GLOBAL super_read_only = ON;' | own
  return "$altered"
}

member_checksums=
keep_member_account() {
  [ "$checksums" != "$member_checksums" ] || return 0
  if ! can_log_in member "$MEMBER_PASSWORD"; then
    alter_own_account "IDENTIFIED BY $(sql_quoted "$MEMBER_PASSWORD") RETAIN CURRENT PASSWORD" || return 1
    can_log_in member "$MEMBER_PASSWORD" || return 1
    log 'the password of the account member was changed'
  fi
  member_checksums=$checksums
}

# A certificate that was renewed is taken without a restart.
certificate_checksums=
keep_certificate() {
  [ -e "$TLS" ] && [ "$checksums" != "$certificate_checksums" ] || return 0
  echo 'ALTER INSTANCE RELOAD TLS;' | own || return 1
  certificate_checksums=$checksums
}

# The accounts of clients, on the member that accepts writes.
accounts_checksums=
accounts_are_kept() {
  [ "$checksums" = "$accounts_checksums" ]
}

keep_accounts() {
  if accounts_are_kept; then return 0; fi
  # By what was granted: an account that was created and has nothing yet is begun again.
  existing=$(
    own <<EOF
SELECT user FROM mysql.db WHERE user = '$DATABASE_USER' UNION SELECT user FROM mysql.db WHERE user = 'exporter'
  UNION SELECT user FROM mysql.tables_priv WHERE user = 'health';
EOF
  ) || return 1
  printf '%s\n' "$existing" | grep -qx health || own <<EOF || return 1
CREATE USER IF NOT EXISTS 'health'@'%' IDENTIFIED BY '';
GRANT SELECT ON performance_schema.replication_group_members TO 'health'@'%';
GRANT SELECT ON performance_schema.replication_connection_status TO 'health'@'%';
EOF
  printf '%s\n' "$existing" | grep -qx exporter || own <<EOF || return 1
CREATE USER IF NOT EXISTS 'exporter'@'localhost' IDENTIFIED WITH auth_socket AS 'nobody' WITH MAX_USER_CONNECTIONS 3;
GRANT PROCESS, REPLICATION CLIENT ON *.* TO 'exporter'@'localhost';
GRANT SELECT ON performance_schema.* TO 'exporter'@'localhost';
EOF
  if ! printf '%s\n' "$existing" | grep -qx "$DATABASE_USER"; then
    own <<EOF || return 1
CREATE DATABASE IF NOT EXISTS \`$DATABASE\`;
CREATE USER IF NOT EXISTS '$DATABASE_USER'@'%' IDENTIFIED BY $(sql_quoted "$SECRETS/password") REQUIRE SSL;
GRANT ALL PRIVILEGES ON \`$DATABASE\`.* TO '$DATABASE_USER'@'%';
EOF
  elif ! can_log_in "$DATABASE_USER" "$SECRETS/password"; then
    echo "ALTER USER '$DATABASE_USER'@'%' IDENTIFIED BY $(sql_quoted "$SECRETS/password") RETAIN CURRENT PASSWORD;" | own || return 1
    can_log_in "$DATABASE_USER" "$SECRETS/password" || return 1
    log "the password of the account $DATABASE_USER was changed"
  fi
  accounts_checksums=$checksums
}

# Only scripts/end-rotation.sh calls it, on each member.
end_former_passwords() {
  read_only=$(echo 'SELECT @@GLOBAL.super_read_only;' | own) || return 1
  if [ "$read_only" = 0 ]; then
    echo "ALTER USER '$DATABASE_USER'@'%' DISCARD OLD PASSWORD;" | own || return 1
  fi
  alter_own_account "DISCARD OLD PASSWORD"
}
