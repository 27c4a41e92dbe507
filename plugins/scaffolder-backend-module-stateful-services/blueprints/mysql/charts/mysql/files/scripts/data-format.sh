#!/bin/sh
# Sourced after member.sh: refuses data that this version of MySQL would convert for good, or cannot read.

# Such as 9.7, of text that begins with a version.
series_of() {
  printf '%s\n' "$1" | sed -n 's/^\([0-9]*\.[0-9]*\).*/\1/p'
}

# MySQL itself notes in the data directory which versions have written to it; the last one is what counts.
refuse_other_format() {
  history=$PLACE/data/mysql_upgrade_history
  [ -e "$history" ] || return 0
  written_by=$(series_of "$(grep -o '"version":"[^"]*"' "$history" | tail -n 1 | cut -d '"' -f 4)")
  own_series=$(series_of "$(mysqld --version | sed 's/.*Ver //')")
  [ "$written_by" != "$own_series" ] || return 0
  newest=$(printf '%s\n%s\n' "$written_by" "$own_series" | sort -t . -k 1,1n -k 2,2n | tail -n 1)
  if [ "$newest" = "$written_by" ]; then
    log "refused: the data was written by MySQL $written_by, which MySQL $own_series cannot read; see docs/runbooks/rollback.md"
    exit 1
  fi
  if [ "$COPY_TAKEN_OF" != "$written_by" ]; then
    log "refused: MySQL $own_series would convert the data of MySQL $written_by, and there is no way back. Take a backup or a snapshot, then set upgrade.copyTakenOf to \"$written_by\"; see docs/runbooks/upgrade.md"
    exit 1
  fi
  log "converting the data of MySQL $written_by to MySQL $own_series"
}
