#!/bin/sh
# Started, and alive: the server answers at all. Nothing about its group: a restart would not bring the others back.
# As root, by the socket: without an account, each question would be a line in the log.
exec mysqladmin --no-defaults --user=root --socket=/run/mysqld/mysqld.sock --connect-timeout=4 ping >/dev/null
