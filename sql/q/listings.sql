-- Lists of instruments elsewhere: what each of their lines says, and what it said before.

-- name: lists :many
-- The lists on record, each with the day of its last change and how many lines stand in it.
-- out: list text, listed_day int, lines int, seq int
SELECT list, max(listed_day) AS listed_day,
    (SELECT count(*) FROM listing AS l WHERE l.list = listing.list AND l.change <> 'gone'
        AND NOT EXISTS (SELECT 1 FROM listing AS later WHERE later.list = l.list AND later.listing = l.listing
            AND later.seq > l.seq)) AS lines,
    max(seq) AS seq
FROM listing GROUP BY list ORDER BY list LIMIT 100;

-- name: list_now :many
-- Every line that a list has or had, as it was reported last.
-- in: list text
-- out: seq int, listed_day int, listing text, change text, agency text, state text, county text optional, model text, signed_day int optional, status text, agreement text optional, addendum text optional
SELECT seq, listed_day, listing, change, agency, state, county, model, signed_day, status, agreement, addendum
FROM listing AS l
WHERE list = :list AND NOT EXISTS (SELECT 1 FROM listing AS later
    WHERE later.list = l.list AND later.listing = l.listing AND later.seq > l.seq)
ORDER BY listing LIMIT 100000;

-- name: list_days :many
-- The days on which a list changed, the newest first, and how.
-- in: list text
-- out: listed_day int, added int, changed int, gone int
SELECT listed_day, sum(change = 'added') AS added, sum(change = 'changed') AS changed, sum(change = 'gone') AS gone
FROM listing WHERE list = :list GROUP BY listed_day ORDER BY listed_day DESC LIMIT 1000;

-- name: list_counts :many
-- How many lines stand in a list, by state and model.
-- in: list text
-- out: state text, model text, n int
SELECT state, model, count(*) AS n
FROM listing AS l
WHERE list = :list AND change <> 'gone' AND NOT EXISTS (SELECT 1 FROM listing AS later
    WHERE later.list = l.list AND later.listing = l.listing AND later.seq > l.seq)
GROUP BY state, model ORDER BY state, model LIMIT 10000;

-- name: list_changes :many
-- What changed in a list after one day and up to another, in the order of the record.
-- in: list text, after int, until int, skip int, most int
-- out: seq int, listed_day int, listing text, change text, agency text, state text, county text optional, model text, signed_day int optional, status text, agreement text optional, addendum text optional
SELECT seq, listed_day, listing, change, agency, state, county, model, signed_day, status, agreement, addendum
FROM listing
WHERE list = :list AND listed_day > :after AND listed_day <= :until
ORDER BY seq LIMIT :most OFFSET :skip;

-- name: list_found :one
-- How many lines list_find finds.
-- in: list text, words text, state text, model text
-- out: n int
SELECT count(*) AS n FROM listing AS l
WHERE list = :list AND NOT EXISTS (SELECT 1 FROM listing AS later
        WHERE later.list = l.list AND later.listing = l.listing AND later.seq > l.seq)
    AND (:words = '' OR instr(lower(agency || ' ' || coalesce(county, '')), lower(:words)) > 0)
    AND (:state = '' OR state = :state) AND (:model = '' OR model = :model);

-- name: list_find :many
-- The lines of a list in which all of these are found, as they stand or stood last: by state, agency and model.
-- Empty words look for nothing.
-- in: list text, words text, state text, model text, skip int, most int
-- out: seq int, listed_day int, listing text, change text, agency text, state text, county text optional, model text, signed_day int optional, status text, agreement text optional, addendum text optional
SELECT seq, listed_day, listing, change, agency, state, county, model, signed_day, status, agreement, addendum
FROM listing AS l
WHERE list = :list AND NOT EXISTS (SELECT 1 FROM listing AS later
        WHERE later.list = l.list AND later.listing = l.listing AND later.seq > l.seq)
    AND (:words = '' OR instr(lower(agency || ' ' || coalesce(county, '')), lower(:words)) > 0)
    AND (:state = '' OR state = :state) AND (:model = '' OR model = :model)
ORDER BY state, agency, model, listing LIMIT :most OFFSET :skip;

-- name: list_history :many
-- Everything that a list said of one line.
-- in: list text, listing text
-- out: seq int, listed_day int, change text, agency text, county text optional, signed_day int optional, status text, agreement text optional, addendum text optional
SELECT seq, listed_day, change, agency, county, signed_day, status, agreement, addendum
FROM listing WHERE list = :list AND listing = :listing ORDER BY seq LIMIT 1000;
