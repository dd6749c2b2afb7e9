-- What the page where an instrument is kept asks, and its forms.

-- name: instrument_acts :many
-- Its entries of a span of kinds before one of them, the newest first; of one holder where that is given.
-- in: instrument text, first int, last int, before int, holder text
-- out: seq int
SELECT h.seq FROM happening h
WHERE h.instrument = :instrument AND h.kind BETWEEN :first AND :last AND h.seq < :before
    AND (:holder = '' OR EXISTS (SELECT 1 FROM holder_step t WHERE t.seq = h.seq AND t.holder = :holder))
ORDER BY h.seq DESC LIMIT 31;

-- name: instruments_kept :many
-- The instruments of a body, the newest first.
-- in: body text
-- out: id text, type text, title text optional, agency text optional
SELECT i.id, i.type, CAST(p.payload AS TEXT) AS title, i.agency
FROM instrument i LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
WHERE i.body = :body ORDER BY i.seq DESC LIMIT 200;

-- name: instrument_names :many
-- What an act about an instrument may name, of one sort, with the newest words on each; one more than are offered.
-- in: instrument text, sort text
-- out: id text, words text optional
SELECT id, words FROM (
    SELECT power AS id, clause AS words, max(seq) AS seq FROM power
    WHERE :sort = 'power' AND instrument = :instrument GROUP BY power
    UNION ALL SELECT course, name, max(seq) FROM course
    WHERE :sort = 'course' AND instrument = :instrument GROUP BY course
    UNION ALL SELECT party, name, max(seq) FROM party
    WHERE :sort = 'party' AND instrument = :instrument GROUP BY party
    UNION ALL SELECT protocol, name, max(seq) FROM protocol
    WHERE :sort = 'protocol' AND instrument = :instrument GROUP BY protocol
    UNION ALL SELECT version, name, max(seq) FROM protocol
    WHERE :sort = 'version' AND instrument = :instrument GROUP BY version
    UNION ALL SELECT obligation, name, max(seq) FROM obligation
    WHERE :sort = 'obligation' AND instrument = :instrument GROUP BY obligation
    UNION ALL SELECT challenge, name, max(seq) FROM challenge
    WHERE :sort = 'challenge' AND instrument = :instrument GROUP BY challenge
    UNION ALL SELECT claim, coalesce(who, member), max(seq) FROM claim
    WHERE :sort = 'claim' AND instrument = :instrument GROUP BY claim
    UNION ALL SELECT measure, outcome, max(seq) FROM measure
    WHERE :sort = 'measure' AND instrument = :instrument GROUP BY measure
    UNION ALL SELECT holder, NULL, min(seq) FROM holder_step
    WHERE :sort = 'holder' AND instrument = :instrument GROUP BY holder
    UNION ALL SELECT DISTINCT '', settings, 0 FROM power
    WHERE :sort = 'settings' AND instrument = :instrument
    UNION ALL SELECT DISTINCT '', judgement, 0 FROM power
    WHERE :sort = 'judgement' AND instrument = :instrument
    UNION ALL SELECT DISTINCT '', requirements, 0 FROM power
    WHERE :sort = 'requirements' AND instrument = :instrument
) ORDER BY seq, id, words LIMIT 201;
