#!/bin/sh
# What sqlgen refuses, and that it says where.  usage: t-sqlgen.sh SQLGEN SQLDIR
gen=$1
sql=$2
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
n=0

run() {
    "$gen" "$dir/q.h" "$dir/q.c" "${log:-$sql/log.sql}" "$sql/derived.sql" "$sql/private.sql" \
        "$sql/drop.sql" "$dir/q.sql" 2>"$dir/err"
}

result() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        sed 's/^/# /' "$dir/err"
    fi
}

# refused WHAT WORDS: the query on standard input is refused with these words, after file and line
refused() {
    cat >"$dir/q.sql"
    rm -f "$dir/q.h"
    run
    code=$?
    test "$code" = 1 && grep -q "q.sql:[0-9]*:.*$2" "$dir/err" && ! test -e "$dir/q.h"
    result $? "$1"
}

accepted() {
    cat >"$dir/q.sql"
    run
    result $? "$1"
}

accepted "a good query" <<'Q'
-- name: x :many
-- Votes.
-- in: meeting text, motion int
-- out: member text, choice text
SELECT member, choice FROM vote WHERE meeting = :meeting AND motion = :motion;
Q
grep -q 'struct q_x_in' "$dir/q.h" && grep -q 'const struct q_x_in \*in, struct q_x_out \*\*ret_rows, size_t \*ret_n' "$dir/q.h"
result $? "it has its structs and its function"
refused "a parameter that is not named" "not named under" <<'Q'
-- name: x :one
-- in: meeting text
-- out: choice text
SELECT choice FROM vote WHERE meeting = :meeting AND motion = :motion;
Q
refused "a parameter that is not there" "has no parameter motion" <<'Q'
-- name: x :one
-- in: meeting text, motion int
-- out: choice text
SELECT choice FROM vote WHERE meeting = :meeting;
Q
refused "a column too few" "another number of columns" <<'Q'
-- name: x :one
-- out: choice text
SELECT choice, member FROM vote;
Q
refused "a column of another name" "differ in the name of column member" <<'Q'
-- name: x :one
-- out: choice text
SELECT member FROM vote;
Q
refused "a table that is not there" "no such table" <<'Q'
-- name: x :one
-- out: choice text
SELECT choice FROM ballots;
Q
refused "a syntax error" "syntax error" <<'Q'
-- name: x :one
-- out: choice text
SELECT FROM;
Q
refused "an unknown type" "name type" <<'Q'
-- name: x :one
-- out: choice string
SELECT choice FROM vote;
Q
refused "an unknown way" "say :one" <<'Q'
-- name: x :all
-- out: choice text
SELECT choice FROM vote;
Q
refused "a name used twice" "stands already" <<'Q'
-- name: x :one
-- out: choice text
SELECT choice FROM vote;
-- name: x :one
-- out: member text
SELECT member FROM vote;
Q
refused "a statement without a name" "without" <<'Q'
SELECT choice FROM vote;
Q
refused "a statement without an end" "does not end" <<'Q'
-- name: x :one
-- out: choice text
SELECT choice FROM vote
Q
refused "two statements in one" "more than one statement" <<'Q'
-- name: x :exec
DELETE FROM vote; DELETE FROM item;
Q
refused "columns of an :exec" "gives no columns" <<'Q'
-- name: x :exec
-- out: choice text
SELECT choice FROM vote;
Q
refused "a secret that is not declared" "reads a secret without naming it" <<'Q'
-- name: x :one
-- in: hash blob
-- out: account text
SELECT account FROM session WHERE hash = :hash;
Q
refused "a declared secret that is not read" "does not read the secret" <<'Q'
-- name: x :one
-- out: account text
-- reads: session.hash
SELECT account FROM session;
Q
accepted "a secret that is given out makes it the writer's" <<'Q'
-- name: x :one
-- in: name text
-- out: password text optional
SELECT password FROM account WHERE name = :name;
Q
grep -q '"x", .writes = true' "$dir/q.c"
result $? "and so it is marked"

sed 's/ -- index of the leaf.*//' "$sql/log.sql" >"$dir/log.sql"
log=$dir/log.sql
: >"$dir/q.sql"
run
test $? = 1 && grep -q "column entry.seq has no comment" "$dir/err"
result $? "a column without a comment"
echo "1..$n"
