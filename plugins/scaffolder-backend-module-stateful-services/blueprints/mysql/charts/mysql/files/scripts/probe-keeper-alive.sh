#!/bin/sh
# Its longest command takes 10 minutes.
[ -n "$(find /run/mysqld/kept -mmin -15)" ]
