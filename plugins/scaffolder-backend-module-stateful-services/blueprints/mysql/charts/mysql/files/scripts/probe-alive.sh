#!/bin/sh
# Started, and alive: the server answers at all. Nothing about its group: a restart would not bring the others back.
exec mysqladmin --no-defaults --protocol=TCP --host=127.0.0.1 --port=3306 --connect-timeout=4 ping >/dev/null
