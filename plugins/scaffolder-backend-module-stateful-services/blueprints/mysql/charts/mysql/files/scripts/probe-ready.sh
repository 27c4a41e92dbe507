#!/bin/sh
# Ready: in the group, and with a majority of it. Its own state alone would say ONLINE for 26 s after it was cut off.
set -eu
# shellcheck source=member.sh
. /scripts/member.sh
# shellcheck source=report.sh
. /scripts/report.sh
if [ "$TOPOLOGY" = standalone ]; then
  echo 'DO 0;' | own
else
  case $(own_report) in
  'ONLINE '*' 1 '*) ;;
  *) exit 1 ;;
  esac
fi
