-- Drafts on their way through reviewers.

-- name: drafts_seen :many
-- The drafts that somebody may see, or one of them: a clerk those of the body, staff their own and those that
-- they were asked to review, a member those that the member sponsors; nobody else any.  The one rule of that.
-- in: id text optional, account text, role text, body text optional, member text optional
-- out: id text, body text, author text, sponsor text optional, meeting text optional, stage text, version int
-- out: place int optional, file text optional, created instant, changed instant, type text, title text
-- out: department text optional, writer text, office text optional, due int optional, mine bool
SELECT d.id, d.body, d.author, d.sponsor, d.meeting, d.stage, d.version, d.place, d.file, d.created, d.changed,
    v.type, v.title, v.department, v.account AS writer, r.office, r.due,
    EXISTS (SELECT 1 FROM account_office o WHERE o.account = :account AND o.office = r.office) AS mine
FROM draft d JOIN draft_version v ON v.draft = d.id AND v.n = d.version
    LEFT JOIN draft_review r ON r.draft = d.id AND r.place = d.place
WHERE (:id IS NULL OR d.id = :id) AND (:body IS NULL OR d.body = :body)
    AND (:role = 'clerk'
        OR (:role = 'staff' AND (d.author = :account
            OR EXISTS (SELECT 1 FROM draft_review x JOIN account_office o ON o.office = x.office
                       WHERE x.draft = d.id AND o.account = :account AND x.asked IS NOT NULL)))
        OR ((:role = 'member' OR :role = 'chair') AND d.body = :body AND d.sponsor = :member))
ORDER BY d.changed DESC, d.id LIMIT 2000;

-- name: draft_there :one
-- Whether there is a draft of that id, whoever may see it.
-- in: id text
-- out: body text
SELECT body FROM draft WHERE id = :id;

-- name: draft_add :exec
-- in: id text, body text, author text, sponsor text optional, meeting text optional, now instant
INSERT INTO draft (id, body, author, sponsor, meeting, stage, version, place, file, created, changed)
VALUES (:id, :body, :author, :sponsor, :meeting, 'writing', 0, NULL, NULL, :now, :now);

-- name: draft_put :exec
-- in: id text, sponsor text optional, meeting text optional, stage text, version int, place int optional
-- in: file text optional, now instant
UPDATE draft SET sponsor = :sponsor, meeting = :meeting, stage = :stage, version = :version, place = :place,
    file = :file, changed = :now WHERE id = :id;

-- name: draft_version_add :exec
-- in: draft text, n int, type text, title text, department text optional, words text, fiscal text optional
-- in: account text, now instant
INSERT INTO draft_version (draft, n, type, title, department, words, fiscal, account, at)
VALUES (:draft, :n, :type, :title, :department, :words, :fiscal, :account, :now);

-- name: draft_version_find :one
-- Only after drafts_seen has shown the draft.
-- in: draft text, n int
-- out: type text, title text, department text optional, words text, fiscal text optional, account text, at instant
SELECT type, title, department, words, fiscal, account, at FROM draft_version WHERE draft = :draft AND n = :n;

-- name: draft_versions :many
-- in: draft text
-- out: n int, title text, account text, at instant
SELECT n, title, account, at FROM draft_version WHERE draft = :draft ORDER BY n LIMIT 1000;

-- name: draft_reviews :many
-- in: draft text
-- out: place int, office text, days int, mark text, version int optional, asked instant optional, due int optional
SELECT place, office, days, mark, version, asked, due FROM draft_review WHERE draft = :draft ORDER BY place LIMIT 64;

-- name: draft_review_put :exec
-- in: draft text, place int, office text, days int, mark text, version int optional, asked instant optional
-- in: due int optional
INSERT INTO draft_review (draft, place, office, days, mark, version, asked, due)
VALUES (:draft, :place, :office, :days, :mark, :version, :asked, :due)
ON CONFLICT (draft, place) DO UPDATE SET office = excluded.office, days = excluded.days, mark = excluded.mark,
    version = excluded.version, asked = excluded.asked, due = excluded.due;

-- name: draft_reviews_end :exec
-- in: draft text, place int
-- Those from that place on.
DELETE FROM draft_review WHERE draft = :draft AND place >= :place;

-- name: draft_step_add :exec
-- in: draft text, step text, version int, office text optional, words text optional, account text, now instant
INSERT INTO draft_step (draft, n, step, version, office, words, account, at)
SELECT :draft, coalesce(max(n), 0) + 1, :step, :version, :office, :words, :account, :now
FROM draft_step WHERE draft = :draft;

-- name: draft_steps :many
-- in: draft text
-- out: n int, step text, version int, office text optional, words text optional, account text, at instant
SELECT n, step, version, office, words, account, at FROM draft_step WHERE draft = :draft ORDER BY n LIMIT 4000;

-- name: account_office_put :exec
-- in: account text, office text
INSERT INTO account_office (account, office) VALUES (:account, :office)
ON CONFLICT (account) DO UPDATE SET office = excluded.office;

-- name: account_office_end :exec
-- in: account text
DELETE FROM account_office WHERE account = :account;

-- name: account_office_find :one
-- in: account text
-- out: office text
SELECT office FROM account_office WHERE account = :account;

-- name: offices_held :many
-- The offices in whose name somebody reviews, for accounts of that body or of every one.
-- in: body text
-- out: office text
SELECT DISTINCT o.office FROM account_office o JOIN account a ON a.name = o.account
WHERE a.disabled = 0 AND (a.body IS NULL OR a.body = :body) ORDER BY o.office LIMIT 200;
