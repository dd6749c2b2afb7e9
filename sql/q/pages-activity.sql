-- What everyone may see of an agency's reports: published tables, reviews, public measures.

-- name: page_tables :many
-- The newest period first.
-- in: instrument text
-- out: seq int, id text, from_day int, until_day int, hidden int, cells int, threshold int, reported bool
-- out: words blob optional, table text optional, remark text optional
SELECT p.seq, p.id, p.from_day, p.until_day, p.hidden, p.cells, p.threshold, h.reported, p.words,
    t.payload AS "table", r.payload AS remark
FROM published_table p JOIN happening h ON h.seq = p.seq
    LEFT JOIN part t ON t.hash = p.words AND t.class = 'public' LEFT JOIN part r ON r.hash = p.remark AND r.class = 'public'
WHERE p.instrument = :instrument ORDER BY p.until_day DESC, p.from_day DESC, p.seq DESC LIMIT 2000;

-- name: page_reviews :many
-- in: instrument text
-- out: seq int, type text, by text, on_day int
SELECT seq, type, "by", on_day FROM review WHERE instrument = :instrument ORDER BY on_day DESC, seq DESC LIMIT 200;

-- name: page_training_now :one
-- Of the holders who completed a training (kind training.completed), those whose newest certificate of each
-- course is good today.
-- in: instrument text, today int
-- out: good int, whole int
SELECT coalesce(sum(late = 0), 0) AS good, count(*) AS whole FROM (
    SELECT s.holder, sum(coalesce(s.until_day, 1000000) < :today) AS late FROM holder_step s
    WHERE s.instrument = :instrument AND s.what IS NOT NULL AND s.met IS NULL
        AND NOT EXISTS (SELECT 1 FROM holder_step n WHERE n.instrument = s.instrument AND n.holder = s.holder
            AND n.what = s.what AND n.met IS NULL AND n.seq > s.seq)
    GROUP BY s.holder);

-- name: page_on_time :one
-- in: instrument text
-- out: good int, whole int
SELECT coalesce(sum(on_day <= due_day), 0) AS good, count(*) AS whole FROM obligation_done
WHERE instrument = :instrument AND waived = 0;
