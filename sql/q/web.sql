-- What the site asks.

-- name: web_touched :many
-- The subjects that entries from one on have touched, each with the last of them.
-- in: from int
-- out: subject text, seq int
SELECT subject, seq FROM touched WHERE seq >= :from ORDER BY seq;
