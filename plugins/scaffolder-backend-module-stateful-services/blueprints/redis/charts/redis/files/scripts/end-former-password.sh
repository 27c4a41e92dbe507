#!/bin/sh
# PORT: the own server takes the password of the Secret and no other. Only scripts/end-rotation.sh calls it.
set -eu
# shellcheck source=server.sh
. /scripts/server.sh
# shellcheck source=keep-password.sh
. /scripts/keep-password.sh

password=$(head -n 1 "$PASSWORD_FILE")
tell_own "$password" "$1" "ACL SETUSER default resetpass $(printf '>%s' "$password" | quoted /dev/stdin)"
