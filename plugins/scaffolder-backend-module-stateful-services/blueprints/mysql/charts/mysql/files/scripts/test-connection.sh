#!/bin/sh
# Helm test: connects as the application does, writes, reads back.
set -eu
# shellcheck source=member.sh
. /scripts/member.sh
client_options "$SERVICE" "$DATABASE_USER" "$SECRETS/password" >/tmp/client.cnf
mysql --defaults-file=/tmp/client.cnf --connect-timeout=10 --batch --skip-column-names "$DATABASE" >/tmp/answer <<'EOF'
CREATE TABLE helm_test (id INT PRIMARY KEY);
INSERT INTO helm_test VALUES (7);
SELECT CONCAT('read back ', id, ' from ', @@report_host) FROM helm_test;
DROP TABLE helm_test;
EOF
rm /tmp/client.cnf
cat /tmp/answer
grep -q '^read back 7 ' /tmp/answer
