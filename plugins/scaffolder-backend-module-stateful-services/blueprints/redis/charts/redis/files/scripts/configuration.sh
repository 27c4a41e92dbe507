#!/bin/sh
# Sourced after server.sh.

configuration=/run/redis/redis.conf

# COMMAND...: what it prints is added to the configuration of every server.
write_configuration() {
  umask 077
  hash=$(tr -d '\n' <"$PASSWORD_FILE" | sha256sum | cut -d ' ' -f 1)
  printf 'user default on #%s ~* &* +@all\n' "$hash" >/run/redis/users.acl
  {
    cat /configuration/redis.conf
    printf 'maxmemory %s\n' $((MEMORY_LIMIT_BYTES * 70 / 100))
    "$@"
  } >"$configuration"
}
