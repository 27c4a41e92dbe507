# A ledger has no passwords.
