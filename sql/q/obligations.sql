-- What is due under instruments, and what effects were expected of them: what acts and pages ask.

-- name: obligations_of :many
-- What an instrument asks for, each as often as it was stated.
-- in: instrument text
-- out: seq int, obligation text, name text, by text, clause text, repeats text, first_day int, days int optional,
-- out: counted text optional, until_day int optional, words text optional, reported bool
SELECT o.seq, o.obligation, o.name, o."by", o.clause, o.repeats, o.first_day, o.days, o.counted, o.until_day,
    CAST(p.payload AS TEXT) AS words, h.reported AS reported
FROM obligation o JOIN happening h ON h.seq = o.seq LEFT JOIN part p ON p.hash = o.words AND p.class = 'public'
WHERE o.instrument = :instrument ORDER BY o.seq LIMIT 1000;

-- name: obligations_done_of :many
-- What of it is done or was waived.
-- in: instrument text
-- out: seq int, obligation text, due_day int, on_day int, waived bool, by text optional, words text optional, reported bool
SELECT d.seq, d.obligation, d.due_day, d.on_day, d.waived, d."by", CAST(p.payload AS TEXT) AS words,
    h.reported AS reported
FROM obligation_done d JOIN happening h ON h.seq = d.seq LEFT JOIN part p ON p.hash = d.words AND p.class = 'public'
WHERE d.instrument = :instrument ORDER BY d.due_day, d.seq LIMIT 20000;

-- name: act_obligation_done :one
-- What this record itself, no source, holds of a day due.
-- in: instrument text, obligation text, due_day int
-- out: seq int, waived bool, on_day int
SELECT d.seq, d.waived, d.on_day FROM obligation_done d JOIN happening h ON h.seq = d.seq
WHERE d.instrument = :instrument AND d.obligation = :obligation AND d.due_day = :due_day AND NOT h.reported
ORDER BY d.seq LIMIT 1;

-- name: instrument_ended :one
-- The first day on which an instrument holds no longer.
-- in: instrument text
-- out: on_day int, becomes text, seq int
SELECT on_day, becomes, seq FROM instrument_change
WHERE instrument = :instrument AND becomes IN ('terminated', 'expired') ORDER BY seq DESC LIMIT 1;

-- name: instruments_of_item :many
-- The instruments that a decision approved.
-- in: body text, item text
-- out: id text, reported bool, seq int
SELECT i.id, h.reported AS reported, i.seq FROM instrument i JOIN happening h ON h.seq = i.seq
WHERE i.body = :body AND i.item = :item ORDER BY i.seq LIMIT 64;

-- name: instruments_of_body :many
-- The instruments of a body.
-- in: body text
-- out: id text
SELECT i.id FROM instrument i WHERE i.body = :body ORDER BY i.seq LIMIT 200;

-- name: endings_of :many
-- How an instrument can be ended, and by whom, the newest word of each party and clause.
-- in: instrument text
-- out: seq int, party text, name text optional, days int optional, clause text, unsettled bool, words text optional
SELECT e.seq, e.party,
    (SELECT y.name FROM party y WHERE y.instrument = e.instrument AND y.party = e.party ORDER BY y.seq DESC LIMIT 1) AS name,
    e.days, e.clause, e.unsettled, CAST(p.payload AS TEXT) AS words
FROM ending e LEFT JOIN part p ON p.hash = e.words AND p.class = 'public'
WHERE e.instrument = :instrument AND NOT EXISTS (
    SELECT 1 FROM ending x
    WHERE x.instrument = e.instrument AND x.party = e.party AND x.clause = e.clause AND x.seq > e.seq)
ORDER BY e.seq LIMIT 100;

-- name: instrument_until :one
-- Until when an instrument stands by the newest word on it that names a last day.
-- in: instrument text
-- out: until_day int, seq int
SELECT until_day, seq FROM instrument_change
WHERE instrument = :instrument AND until_day IS NOT NULL AND becomes IN ('signed', 'in-force', 'amended', 'resumed')
ORDER BY seq DESC LIMIT 1;

-- name: authority_expires :one
-- On which day, from one on, authority on record ends next, and of how many holders: of those whose
-- newest recorded span is not ended.  recorded and ended: kinds of entries.
-- in: instrument text, from int, recorded int, ended int
-- out: until_day int, holders int, seq int
SELECT s.until_day, COUNT(*) AS holders, MAX(s.seq) AS seq FROM holder_step s
WHERE s.instrument = :instrument AND s.kind = :recorded AND s.until_day >= :from
    AND NOT EXISTS (
        SELECT 1 FROM holder_step x
        WHERE x.instrument = s.instrument AND x.holder = s.holder AND x.seq > s.seq
            AND (x.kind = :recorded OR (x.kind = :ended AND x.powers IS NULL)))
GROUP BY s.until_day ORDER BY s.until_day LIMIT 1;

-- name: act_measure_whole :one
-- The newest word on a measure.
-- in: instrument text, measure text
-- out: areas text, comparison text, event_day int, family text, season text
SELECT areas, comparison, event_day, family, season FROM measure
WHERE instrument = :instrument AND measure = :measure ORDER BY seq DESC LIMIT 1;

-- name: claims_of :many
-- What was expected of an instrument, in the order in which it was said, the newest word of each.
-- in: instrument text
-- out: seq int, claim text, side text, member text optional, who text optional, meeting text optional, second int optional,
-- out: words text optional, reported bool
SELECT c.seq, c.claim, c.side, c.member, c.who, c.meeting, c.second, CAST(p.payload AS TEXT) AS words,
    h.reported AS reported
FROM claim c JOIN happening h ON h.seq = c.seq LEFT JOIN part p ON p.hash = c.words AND p.class = 'public'
WHERE c.instrument = :instrument AND NOT EXISTS (
    SELECT 1 FROM claim x WHERE x.instrument = c.instrument AND x.claim = c.claim AND x.seq > c.seq)
ORDER BY c.meeting IS NULL, c.meeting, c.second IS NULL, c.second, c.seq LIMIT 500;

-- name: measures_of :many
-- How it is tested, each as often as it was registered.
-- in: instrument text
-- out: seq int, measure text, claims text optional, outcome text, unit text, records text, areas text, comparison text,
-- out: event_day int, event2_day int optional, family text, season text, expected text, words text optional, recorded instant
SELECT m.seq, m.measure, m.claims, m.outcome, m.unit, m.records, m.areas, m.comparison, m.event_day, m.event2_day,
    m.family, m.season, m.expected, CAST(p.payload AS TEXT) AS words, h.recorded AS recorded
FROM measure m JOIN happening h ON h.seq = m.seq LEFT JOIN part p ON p.hash = m.words AND p.class = 'public'
WHERE m.instrument = :instrument ORDER BY m.seq LIMIT 500;

-- name: findings_of :many
-- What figures say of measures.
-- in: instrument text
-- out: seq int, measure text, from_day int, until_day int, estimate text, lower text, upper text, placebo text,
-- out: areas int optional, says text, hash blob optional, figures text optional, words text optional
SELECT f.seq, f.measure, f.from_day, f.until_day, f.estimate, f.lower, f.upper, f.placebo, f.areas, f.says,
    f.figures AS hash, CAST(p.payload AS TEXT) AS figures, CAST(w.payload AS TEXT) AS words
FROM finding f LEFT JOIN part p ON p.hash = f.figures AND p.class = 'public'
    LEFT JOIN part w ON w.hash = f.words AND w.class = 'public'
WHERE f.instrument = :instrument ORDER BY f.seq LIMIT 500;
