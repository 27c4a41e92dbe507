#!/bin/sh
# Sourced after member.sh: the configuration of a server, and the data directory of a member that has none.
# shellcheck disable=SC2154 # self and ordinal come from member.sh

configuration=/run/mysqld/my.cnf

write_configuration() {
  rm -rf "$PLACE/tmp"
  mkdir "$PLACE/tmp"
  {
    cat /configuration/my.cnf
    printf 'innodb_buffer_pool_size = %s\nmax_connections = %s\n' "$BUFFER_POOL" "$MAX_CONNECTIONS"
    printf 'binlog_expire_logs_seconds = %s\n' "$BINLOG_SECONDS"
    printf 'server_id = %s\nreport_host = %s\n' $((100 + ordinal)) "$self"
    if [ -e "$TLS" ]; then
      printf 'ssl_ca = %s/ca.crt\nssl_cert = %s/tls.crt\nssl_key = %s/tls.key\n' "$TLS" "$TLS" "$TLS"
    fi
    if [ "$TOPOLOGY" = group-replication ]; then
      cat /configuration/group-replication.cnf
      printf 'loose_group_replication_group_name = %s\n' "$GROUP_NAME"
      printf 'loose_group_replication_local_address = %s:3306\n' "$self"
      if [ -e "$TLS" ]; then
        printf 'loose_group_replication_ssl_mode = VERIFY_IDENTITY\nloose_group_replication_recovery_ssl_verify_server_cert = ON\n'
        printf 'loose_group_replication_recovery_ssl_ca = %s/ca.crt\n' "$TLS"
      fi
    elif [ "$TOPOLOGY" = replication ]; then
      cat /configuration/replication.cnf
    fi
  } >"$configuration"
}

# Accounts that must be there before anything can be replicated. Written to no binary log: they are the same everywhere, and a member
# is empty until it has a transaction of the group. Aside and renamed at its end: half of a data directory is never taken for one.
initialise() {
  log 'the disk is empty: making a data directory'
  rm -rf "$PLACE/data.tmp"
  (
    umask 077
    cat >/run/mysqld/accounts.sql <<EOF
INSTALL PLUGIN auth_socket SONAME 'auth_socket.so';
ALTER USER 'root'@'localhost' IDENTIFIED WITH auth_socket AS 'mysql';
CREATE USER 'member'@'%' IDENTIFIED BY $(sql_quoted "$MEMBER_PASSWORD");
GRANT SELECT, RELOAD, PROCESS, LOCK TABLES, SHOW VIEW, EVENT, TRIGGER, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'member'@'%';
GRANT BACKUP_ADMIN, CONNECTION_ADMIN, GROUP_REPLICATION_STREAM, SHOW_ROUTINE ON *.* TO 'member'@'%';
EOF
  )
  mysqld --defaults-file="$configuration" --datadir="$PLACE/data.tmp" --disable-log-bin \
    --initialize-insecure --init-file=/run/mysqld/accounts.sql
  rm /run/mysqld/accounts.sql
  sync "$PLACE" 2>/dev/null || sync
  mv "$PLACE/data.tmp" "$PLACE/data"
}
