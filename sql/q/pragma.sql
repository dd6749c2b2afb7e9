-- What is asked of SQLite itself, for each connection and for the file.

-- name: use_wal :one
-- A write-ahead log: readers never wait for the writer.
-- out: journal_mode text
-- for: writer
PRAGMA journal_mode = WAL;

-- name: use_full_sync :exec
-- A commit is on the disk before it is answered.
-- for: writer
PRAGMA synchronous = FULL;

-- name: use_foreign_keys :exec
-- Sessions, invitations and keys belong to an account that is there.
-- for: writer
PRAGMA foreign_keys = ON;

-- name: distrust_schema :exec
-- Nothing that the schema holds runs functions with effects.
PRAGMA trusted_schema = OFF;

-- name: sort_in_memory :exec
-- Temporary structures in memory, not in files beside the record.
PRAGMA temp_store = MEMORY;

-- name: query_only :exec
-- Refuse every change on this connection.
PRAGMA query_only = ON;

-- name: cache_size :exec
-- 8 MiB of pages a connection.
PRAGMA cache_size = -8192;

-- name: file_mark :one
-- The mark that says that a file is a record of this program.
-- out: application_id int
PRAGMA application_id;

-- name: file_mark_put :exec
-- Mark a fresh file ("DAIS").
-- for: writer
PRAGMA application_id = 1145129299;

-- name: file_version :one
-- The version of the schema of log and private state; 0 in a fresh file.
-- out: user_version int
PRAGMA user_version;

-- name: file_version_1 :exec
-- Version 1.
-- for: writer
PRAGMA user_version = 1;

-- name: integrity :many
-- Damage of pages and indexes that SQLite finds: one row "ok" where there is none.
-- out: integrity_check text
PRAGMA integrity_check(1);
