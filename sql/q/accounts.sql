-- Accounts, invitations, sessions and keys.

-- name: account_add :exec
-- in:  name text, role text, body text optional, member text optional, created instant
INSERT INTO account (name, role, body, member, password, disabled, created)
VALUES (:name, :role, :body, :member, NULL, 0, :created);

-- name: account_find :one
-- in:  name text
-- out: role text, body text optional, member text optional, disabled bool
SELECT role, body, member, disabled FROM account WHERE name = :name;

-- name: account_disable :exec
-- in:  name text, disabled bool
UPDATE account SET disabled = :disabled WHERE name = :name;

-- name: account_password :one
-- in:  name text
-- out: password text optional, disabled bool
-- reads: account.password
SELECT password, disabled FROM account WHERE name = :name;

-- name: account_set_password :exec
-- in:  name text, password text
UPDATE account SET password = :password WHERE name = :name;

-- name: invitation_add :exec
-- in:  hash blob, account text, expires instant
INSERT INTO invitation (hash, account, expires) VALUES (:hash, :account, :expires);

-- name: invitation_find :one
-- in:  hash blob, now instant
-- out: account text
-- reads: invitation.hash
SELECT account FROM invitation WHERE hash = :hash AND expires > :now;

-- name: invitation_end :exec
-- in:  account text
DELETE FROM invitation WHERE account = :account;

-- name: session_add :exec
-- in:  hash blob, account text, created instant
INSERT INTO session (hash, account, created, last_seen) VALUES (:hash, :account, :created, :created);

-- name: session_find :one
-- in:  hash blob, idle_since instant
-- out: account text, role text, body text optional, member text optional, last_seen instant, coded bool
-- reads: session.hash
-- A session lasts while it is used, and while a meeting of its account's body goes on.
SELECT s.account, a.role, a.body, a.member, s.last_seen,
       EXISTS (SELECT 1 FROM time_code t WHERE t.account = s.account AND t.since IS NOT NULL)
FROM session s JOIN account a ON a.name = s.account
WHERE s.hash = :hash AND a.disabled = 0
  AND (s.last_seen > :idle_since
       OR EXISTS (SELECT 1 FROM meeting m
                  WHERE m.status IN ('open', 'recess', 'closed-session') AND m.reported = 0
                     AND (a.body IS NULL OR m.body = a.body)));

-- name: session_seen :exec
-- in:  hash blob, now instant
UPDATE session SET last_seen = :now WHERE hash = :hash;

-- name: session_end :exec
-- in:  hash blob
DELETE FROM session WHERE hash = :hash;

-- name: session_end_all :exec
-- in:  account text
DELETE FROM session WHERE account = :account;

-- name: session_end_others :exec
-- in:  account text, hash blob
-- All but this one.
DELETE FROM session WHERE account = :account AND hash <> :hash;

-- name: session_count :one
-- in:  account text
-- out: n int
SELECT count(*) FROM session WHERE account = :account;

-- name: account_seen_put :exec
-- in:  account text, now instant
INSERT INTO account_seen (account, at) VALUES (:account, :now)
ON CONFLICT (account) DO UPDATE SET at = excluded.at;

-- name: account_seen_by :exec
-- in:  hash blob, now instant
INSERT INTO account_seen (account, at) SELECT account, :now FROM session WHERE hash = :hash
ON CONFLICT (account) DO UPDATE SET at = excluded.at;

-- name: half_session_add :exec
-- in:  hash blob, account text, expires instant
INSERT INTO half_session (hash, account, expires) VALUES (:hash, :account, :expires);

-- name: half_session_find :one
-- in:  hash blob, now instant
-- out: account text, disabled bool
-- reads: half_session.hash
SELECT h.account, a.disabled FROM half_session h JOIN account a ON a.name = h.account
WHERE h.hash = :hash AND h.expires > :now;

-- name: half_session_end :exec
-- in:  account text, now instant
-- Those of the account, and all that are over.
DELETE FROM half_session WHERE account = :account OR expires <= :now;

-- name: time_code_find :one
-- in:  account text
-- out: secret blob optional, fresh blob optional, step int
-- reads: time_code.secret time_code.fresh
SELECT secret, fresh, step FROM time_code WHERE account = :account;

-- name: time_code_since :one
-- in:  account text
-- out: since instant optional
SELECT since FROM time_code WHERE account = :account;

-- name: time_code_fresh :exec
-- in:  account text, fresh blob
INSERT INTO time_code (account, secret, fresh, step, since) VALUES (:account, NULL, :fresh, 0, NULL)
ON CONFLICT (account) DO UPDATE SET fresh = excluded.fresh;

-- name: time_code_confirm :exec
-- in:  account text, secret blob, step int, now instant
UPDATE time_code SET secret = :secret, fresh = NULL, step = :step, since = :now WHERE account = :account;

-- name: time_code_used :exec
-- in:  account text, step int
UPDATE time_code SET step = :step WHERE account = :account;

-- name: time_code_end :exec
-- in:  account text
DELETE FROM time_code WHERE account = :account;

-- name: recovery_code_add :exec
-- in:  hash blob, account text
INSERT INTO recovery_code (hash, account) VALUES (:hash, :account);

-- name: recovery_code_find :one
-- in:  hash blob, account text
-- out: account text
-- reads: recovery_code.hash
SELECT account FROM recovery_code WHERE hash = :hash AND account = :account;

-- name: recovery_code_take :exec
-- in:  hash blob, account text
DELETE FROM recovery_code WHERE hash = :hash AND account = :account;

-- name: recovery_code_end :exec
-- in:  account text
DELETE FROM recovery_code WHERE account = :account;

-- name: recovery_code_count :one
-- in:  account text
-- out: n int
SELECT count(*) FROM recovery_code WHERE account = :account;

-- name: account_forget_password :exec
-- in:  name text
UPDATE account SET password = NULL WHERE name = :name;

-- name: session_end_idle :exec
-- in:  idle_since instant
DELETE FROM session WHERE last_seen <= :idle_since
  AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.status IN ('open', 'recess', 'closed-session') AND m.reported = 0);

-- name: key_add :exec
-- in:  hash blob, name text, account text, created instant
INSERT INTO api_key (hash, name, account, created) VALUES (:hash, :name, :account, :created);

-- name: key_find :one
-- in:  hash blob
-- out: account text, role text, body text optional, member text optional
-- reads: api_key.hash
SELECT k.account, a.role, a.body, a.member FROM api_key k JOIN account a ON a.name = k.account
WHERE k.hash = :hash AND a.disabled = 0;

-- name: setting_get :one
-- in:  name text
-- out: value text
SELECT value FROM setting WHERE name = :name;

-- name: setting_put :exec
-- in:  name text, value text
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: accounts_kept :many
-- The accounts of a body, or (NULL) of all; or one of them.
-- in:  body text optional, name text optional
-- out: name text, role text, body text optional, member text optional, disabled bool, office text optional
-- out: since instant optional, seen instant optional, taken bool
-- reads: account.password
SELECT a.name, a.role, a.body, a.member, a.disabled, o.office, t.since, s.at AS seen,
    a.password IS NOT NULL AS taken
FROM account a LEFT JOIN account_office o ON o.account = a.name LEFT JOIN time_code t ON t.account = a.name
    LEFT JOIN account_seen s ON s.account = a.name
WHERE (:body IS NULL OR a.body = :body) AND (:name IS NULL OR a.name = :name) ORDER BY a.name LIMIT 2000;
