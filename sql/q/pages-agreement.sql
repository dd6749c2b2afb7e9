-- What pages of agreements ask.

-- name: instrument_head :one
-- in: id text
-- out: body text, item text optional, type text, basis text optional, template text optional,
-- out: agency text optional, title text optional, seq int, reported bool, outlet text optional,
-- out: item_title text optional
SELECT i.body AS body, i.item AS item, i.type AS type, i.basis AS basis, i.template AS template, i.agency AS agency,
    CAST(p.payload AS TEXT) AS title, i.seq AS seq, h.reported AS reported, s.outlet AS outlet,
    CAST(n.payload AS TEXT) AS item_title
FROM instrument i JOIN happening h ON h.seq = i.seq LEFT JOIN source s ON s.seq = i.seq
    LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
    LEFT JOIN item t ON t.body = i.body AND t.file = i.item
    LEFT JOIN part n ON n.hash = t.title AND n.class = 'public'
WHERE i.id = :id;

-- name: agreements_all :many
-- Instruments, the newest first.
-- out: id text, body text, body_name text, title text optional, type text, agency text optional, seq int
SELECT i.id AS id, i.body AS body, b.name AS body_name, CAST(p.payload AS TEXT) AS title, i.type AS type,
    i.agency AS agency, i.seq AS seq
FROM instrument i JOIN body b ON b.id = i.body LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
ORDER BY i.seq DESC LIMIT 101;

-- name: agreement_links :many
-- The instruments of a body, or those that one of its decisions approved.
-- in: body text, item text optional
-- out: id text, title text optional
SELECT i.id AS id, CAST(p.payload AS TEXT) AS title
FROM instrument i LEFT JOIN part p ON p.hash = i.title AND p.class = 'public'
WHERE i.body = :body AND (:item IS NULL OR i.item = :item) ORDER BY i.seq DESC LIMIT 50;

-- name: agreement_corrections :many
-- in: instrument text
-- out: of int, seq int
SELECT c.of AS of, max(c.seq) AS seq FROM correction c JOIN happening h ON h.seq = c.of
WHERE h.instrument = :instrument AND c.stands = 1 GROUP BY c.of LIMIT 20000;

-- name: agreement_holders :many
-- One holder a row, after one id: the newest of each sort of step.
-- in: instrument text, after text
-- out: holder text, first int, last int
SELECT holder AS holder, min(seq) AS first, max(seq) AS last FROM holder_step
WHERE instrument = :instrument AND holder > :after
GROUP BY holder ORDER BY holder LIMIT 101;

-- name: agreement_holding :one
-- How many were nominated, and for how many powers are recorded on that day that have not ended and do not pause.
-- in: instrument text, day int, recorded int, ended int, paused int, resumed int
-- out: nominated int, holding int
SELECT (SELECT count(DISTINCT holder) FROM holder_step WHERE instrument = :instrument) AS nominated,
    (SELECT count(DISTINCT r.holder) FROM holder_step r
     WHERE r.instrument = :instrument AND r.kind = :recorded AND r.on_day <= :day
        AND coalesce(r.until_day, :day) >= :day
        AND NOT EXISTS (SELECT 1 FROM holder_step e
                        WHERE e.instrument = r.instrument AND e.holder = r.holder AND e.kind = :ended
                            AND e.powers IS NULL AND e.on_day > r.on_day AND e.on_day <= :day)
        AND coalesce((SELECT l.kind FROM holder_step l
                      WHERE l.instrument = r.instrument AND l.holder = r.holder AND l.on_day <= :day
                          AND l.kind IN (:paused, :resumed)
                      ORDER BY l.on_day DESC, l.seq DESC LIMIT 1), :resumed) = :resumed) AS holding;

-- name: agreement_steps :many
-- What is on record of holders, from one id until another.
-- in: instrument text, from text, until text
-- out: seq int, holder text, kind int, on_day int, until_day int optional, what text optional,
-- out: met bool optional, hours int optional, note text optional, powers text optional, reported bool,
-- out: outlet text optional, source_title text optional, address text optional, retrieved text optional
SELECT t.seq AS seq, t.holder AS holder, t.kind AS kind, t.on_day AS on_day, t.until_day AS until_day, t.what AS
    what, t.met AS met, t.hours AS hours, t.note AS note, t.powers AS powers, h.reported AS reported, s.outlet AS
    outlet, s.title AS source_title, s.address AS address, s.retrieved AS retrieved
FROM holder_step t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
WHERE t.instrument = :instrument AND t.holder >= :from AND t.holder <= :until ORDER BY t.holder, t.on_day, t.seq LIMIT 5000;

-- name: agreement_parties :many
-- Its parties.
-- in: instrument text
-- out: seq int, party text, name text, side text, reported bool, outlet text optional,
-- out: source_title text optional, address text optional, retrieved text optional
SELECT t.seq AS seq, t.party AS party, t.name AS name, t.side AS side, h.reported AS reported, s.outlet AS
    outlet, s.title AS source_title, s.address AS address, s.retrieved AS retrieved
FROM party t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
WHERE t.instrument = :instrument ORDER BY t.seq LIMIT 1000;

-- name: agreement_changes :many
-- What became of it.
-- in: instrument text
-- out: seq int, becomes text, on_day int, party text optional, until_day int optional, words text optional,
-- out: reported bool, outlet text optional, source_title text optional, address text optional,
-- out: retrieved text optional
SELECT t.seq AS seq, t.becomes AS becomes, t.on_day AS on_day, t.party AS party, t.until_day AS until_day,
    CAST(p.payload AS TEXT) AS words, h.reported AS reported, s.outlet AS outlet, s.title AS source_title, s.address
    AS address, s.retrieved AS retrieved
FROM instrument_change t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
    LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.instrument = :instrument ORDER BY t.on_day, t.seq LIMIT 1000;

-- name: agreement_endings :many
-- How it can be ended.
-- in: instrument text
-- out: seq int, party text, days int optional, clause text, unsettled bool, words text optional,
-- out: reported bool, outlet text optional, source_title text optional, address text optional,
-- out: retrieved text optional
SELECT t.seq AS seq, t.party AS party, t.days AS days, t.clause AS clause, t.unsettled AS unsettled,
    CAST(p.payload AS TEXT) AS words, h.reported AS reported, s.outlet AS outlet, s.title AS source_title, s.address
    AS address, s.retrieved AS retrieved
FROM ending t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
    LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.instrument = :instrument ORDER BY t.seq LIMIT 1000;

-- name: agreement_powers :many
-- Its powers, each as often as it was said.
-- in: instrument text
-- out: seq int, power text, clause text, citation text optional, settings text optional, supervision text,
-- out: judgement text optional, requirements text optional, courses text optional, from_day int optional,
-- out: until_day int optional, words text optional, reported bool, outlet text optional,
-- out: source_title text optional, address text optional, retrieved text optional
SELECT t.seq AS seq, t.power AS power, t.clause AS clause, t.citation AS citation, t.settings AS settings,
    t.supervision AS supervision, t.judgement AS judgement, t.requirements AS requirements, t.courses AS courses,
    t.from_day AS from_day, t.until_day AS until_day, CAST(p.payload AS TEXT) AS words, h.reported AS reported,
    s.outlet AS outlet, s.title AS source_title, s.address AS address, s.retrieved AS retrieved
FROM power t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
    LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.instrument = :instrument ORDER BY t.seq LIMIT 1000;

-- name: agreement_power_ends :many
-- The powers that it no longer gives.
-- in: instrument text
-- out: seq int, power text, on_day int, reported bool, outlet text optional, source_title text optional,
-- out: address text optional, retrieved text optional
SELECT t.seq AS seq, t.power AS power, t.on_day AS on_day, h.reported AS reported, s.outlet AS outlet, s.title
    AS source_title, s.address AS address, s.retrieved AS retrieved
FROM power_end t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
WHERE t.instrument = :instrument ORDER BY t.seq LIMIT 1000;

-- name: agreement_courses :many
-- The training that it asks for.
-- in: instrument text
-- out: seq int, course text, name text, clause text optional, hours int optional, months int optional,
-- out: words text optional, reported bool, outlet text optional, source_title text optional,
-- out: address text optional, retrieved text optional
SELECT t.seq AS seq, t.course AS course, t.name AS name, t.clause AS clause, t.hours AS hours, t.months AS
    months, CAST(p.payload AS TEXT) AS words, h.reported AS reported, s.outlet AS outlet, s.title AS source_title,
    s.address AS address, s.retrieved AS retrieved
FROM course t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
    LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.instrument = :instrument ORDER BY t.seq LIMIT 1000;

-- name: agreement_protocols :many
-- Versions of its protocols.
-- in: instrument text
-- out: seq int, protocol text, name text, version text, from_day int, clause text optional,
-- out: words text optional, reported bool, outlet text optional, source_title text optional,
-- out: address text optional, retrieved text optional
SELECT t.seq AS seq, t.protocol AS protocol, t.name AS name, t.version AS version, t.from_day AS from_day,
    t.clause AS clause, CAST(p.payload AS TEXT) AS words, h.reported AS reported, s.outlet AS outlet, s.title AS
    source_title, s.address AS address, s.retrieved AS retrieved
FROM protocol t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
    LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.instrument = :instrument ORDER BY t.protocol, t.from_day, t.seq LIMIT 1000;

-- name: agreement_acknowledgements :many
-- How many acknowledged them.
-- in: instrument text
-- out: seq int, protocol text, version text, count int, whole int, on_day int, reported bool,
-- out: outlet text optional, source_title text optional, address text optional, retrieved text optional
SELECT t.seq AS seq, t.protocol AS protocol, t.version AS version, t.count AS count, t.whole AS whole, t.on_day
    AS on_day, h.reported AS reported, s.outlet AS outlet, s.title AS source_title, s.address AS address,
    s.retrieved AS retrieved
FROM acknowledgement t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
WHERE t.instrument = :instrument ORDER BY t.on_day, t.seq LIMIT 1000;

-- name: agreement_money :many
-- What was spent and received.
-- in: instrument text
-- out: seq int, sort text, direction text, from_day int, until_day int, cents int optional,
-- out: minutes int optional, document text optional, words text optional, reported bool, outlet text optional,
-- out: source_title text optional, address text optional, retrieved text optional
SELECT t.seq AS seq, t.sort AS sort, t.direction AS direction, t.from_day AS from_day, t.until_day AS until_day,
    t.cents AS cents, t.minutes AS minutes, t.document AS document, CAST(p.payload AS TEXT) AS words, h.reported AS
    reported, s.outlet AS outlet, s.title AS source_title, s.address AS address, s.retrieved AS retrieved
FROM money t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
    LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.instrument = :instrument ORDER BY t.from_day, t.seq LIMIT 2000;

-- name: agreement_challenges :many
-- What contests it.
-- in: instrument text
-- out: seq int, challenge text, type text, name text, forum text optional, status text, on_day int,
-- out: words text optional, reported bool, outlet text optional, source_title text optional,
-- out: address text optional, retrieved text optional
SELECT t.seq AS seq, t.challenge AS challenge, t.type AS type, t.name AS name, t.forum AS forum, t.status AS
    status, t.on_day AS on_day, CAST(p.payload AS TEXT) AS words, h.reported AS reported, s.outlet AS outlet,
    s.title AS source_title, s.address AS address, s.retrieved AS retrieved
FROM challenge t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
    LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.instrument = :instrument ORDER BY t.on_day, t.seq LIMIT 1000;

-- name: agreement_reviews :many
-- Inspections, reviews, meetings.
-- in: instrument text
-- out: seq int, type text, by text, on_day int, words text optional, reported bool, outlet text optional,
-- out: source_title text optional, address text optional, retrieved text optional
SELECT t.seq AS seq, t.type AS type, t."by" AS by, t.on_day AS on_day, CAST(p.payload AS TEXT) AS words,
    h.reported AS reported, s.outlet AS outlet, s.title AS source_title, s.address AS address, s.retrieved AS
    retrieved
FROM review t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
    LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.instrument = :instrument ORDER BY t.on_day, t.seq LIMIT 1000;

-- name: agreement_texts :many
-- Its texts.
-- in: instrument text
-- out: seq int, state text, dated int optional, title text optional, words text optional, reported bool,
-- out: outlet text optional, source_title text optional, address text optional, retrieved text optional
SELECT t.seq AS seq, t.state AS state, t.dated AS dated, CAST(n.payload AS TEXT) AS title, CAST(p.payload AS
    TEXT) AS words, h.reported AS reported, s.outlet AS outlet, s.title AS source_title, s.address AS address,
    s.retrieved AS retrieved
FROM instrument_text t JOIN happening h ON h.seq = t.seq LEFT JOIN source s ON s.seq = t.seq
    LEFT JOIN part n ON n.hash = t.title AND n.class = 'public'
    LEFT JOIN part p ON p.hash = t.words AND p.class = 'public'
WHERE t.instrument = :instrument ORDER BY t.seq LIMIT 1000;
