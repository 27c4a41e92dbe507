#!/bin/sh
# Sourced after member.sh: whether the server runs as it was told.

# Prints each option that the server was given and has not: a misspelt one is left out without an error.
wrong_options() {
  {
    sed -n 's/^loose_\([a-z_]*\) *= */meant \1 /p' /run/mysqld/my.cnf
    echo "SELECT 'has', VARIABLE_NAME, VARIABLE_VALUE FROM performance_schema.global_variables
      WHERE VARIABLE_NAME LIKE 'group_replication%' OR VARIABLE_NAME LIKE 'rpl_semi_sync%';" | own
  } | awk '
    $1 == "meant" { meant[$2] = toupper($3) }
    $1 == "has" { has[$2] = toupper($3) }
    END { for (name in meant) if (meant[name] != has[name]) printf "%s ", name }'
}
