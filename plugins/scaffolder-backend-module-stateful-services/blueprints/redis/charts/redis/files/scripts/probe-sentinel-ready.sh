#!/bin/sh
# Ready: it can tell a client who the primary is.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh
case $(primary_named_by 127.0.0.1) in
none | silent) exit 1 ;;
esac
