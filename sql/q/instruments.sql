-- Instruments: what is derived of their entries, and what acts ask about them.

-- name: instrument_add :exec
-- in: id text, body text, item text optional, type text, basis text optional, template text optional,
-- in: agency text optional, title blob optional, seq int
INSERT INTO instrument (id, body, item, type, basis, template, agency, title, seq)
VALUES (:id, :body, :item, :type, :basis, :template, :agency, :title, :seq);

-- name: holder_step_add :exec
-- in: seq int, instrument text, holder text, kind int, on_day int, until_day int optional, what text optional,
-- in: met bool optional, hours int optional, note text optional, powers text optional
INSERT INTO holder_step (seq, instrument, holder, kind, on_day, until_day, what, met, hours, note, powers)
VALUES (:seq, :instrument, :holder, :kind, :on_day, :until_day, :what, :met, :hours, :note, :powers);

-- name: obligation_done_add :exec
-- in: seq int, instrument text, obligation text, due_day int, on_day int, waived bool, by text optional,
-- in: words blob optional
INSERT INTO obligation_done (seq, instrument, obligation, due_day, on_day, waived, "by", words)
VALUES (:seq, :instrument, :obligation, :due_day, :on_day, :waived, :by, :words);

-- name: listing_add :exec
-- in: seq int, list text, listed_day int, listing text, change text, agency text, state text, county text optional,
-- in: model text, signed_day int optional, status text, agreement text optional, addendum text optional
INSERT INTO listing (seq, list, listed_day, listing, change, agency, state, county, model, signed_day, status,
    agreement, addendum)
VALUES (:seq, :list, :listed_day, :listing, :change, :agency, :state, :county, :model, :signed_day, :status,
    :agreement, :addendum);

-- name: instrument_change_add :exec
-- in: seq int, instrument text, becomes text, on_day int, party text optional, until_day int optional,
-- in: words blob optional
INSERT INTO instrument_change (seq, instrument, becomes, on_day, party, until_day, words)
VALUES (:seq, :instrument, :becomes, :on_day, :party, :until_day, :words);

-- name: instrument_text_add :exec
-- in: seq int, instrument text, state text, dated int optional, title blob optional, words blob optional
INSERT INTO instrument_text (seq, instrument, state, dated, title, words)
VALUES (:seq, :instrument, :state, :dated, :title, :words);

-- name: party_add :exec
-- in: seq int, instrument text, party text, name text, side text
INSERT INTO party (seq, instrument, party, name, side)
VALUES (:seq, :instrument, :party, :name, :side);

-- name: ending_add :exec
-- in: seq int, instrument text, party text, days int optional, clause text, unsettled bool,
-- in: words blob optional
INSERT INTO ending (seq, instrument, party, days, clause, unsettled, words)
VALUES (:seq, :instrument, :party, :days, :clause, :unsettled, :words);

-- name: power_add :exec
-- in: seq int, instrument text, power text, clause text, citation text optional, settings text optional,
-- in: supervision text, judgement text optional, requirements text optional, courses text optional,
-- in: from_day int optional, until_day int optional, words blob optional
INSERT INTO power (seq, instrument, power, clause, citation, settings, supervision, judgement, requirements,
    courses, from_day, until_day, words)
VALUES (:seq, :instrument, :power, :clause, :citation, :settings, :supervision, :judgement, :requirements,
    :courses, :from_day, :until_day, :words);

-- name: power_end_add :exec
-- in: seq int, instrument text, power text, on_day int, words blob optional
INSERT INTO power_end (seq, instrument, power, on_day, words)
VALUES (:seq, :instrument, :power, :on_day, :words);

-- name: course_add :exec
-- in: seq int, instrument text, course text, name text, clause text optional, hours int optional,
-- in: months int optional, words blob optional
INSERT INTO course (seq, instrument, course, name, clause, hours, months, words)
VALUES (:seq, :instrument, :course, :name, :clause, :hours, :months, :words);

-- name: protocol_add :exec
-- in: seq int, instrument text, protocol text, name text, version text, from_day int, clause text optional,
-- in: words blob optional
INSERT INTO protocol (seq, instrument, protocol, name, version, from_day, clause, words)
VALUES (:seq, :instrument, :protocol, :name, :version, :from_day, :clause, :words);

-- name: acknowledgement_add :exec
-- in: seq int, instrument text, protocol text, version text, count int, whole int, on_day int
INSERT INTO acknowledgement (seq, instrument, protocol, version, count, whole, on_day)
VALUES (:seq, :instrument, :protocol, :version, :count, :whole, :on_day);

-- name: obligation_add :exec
-- in: seq int, instrument text, obligation text, name text, by text, clause text, repeats text,
-- in: first_day int, days int optional, counted text optional, until_day int optional, words blob optional
INSERT INTO obligation (seq, instrument, obligation, name, "by", clause, repeats, first_day, days, counted,
    until_day, words)
VALUES (:seq, :instrument, :obligation, :name, :by, :clause, :repeats, :first_day, :days, :counted,
    :until_day, :words);

-- name: money_add :exec
-- in: seq int, instrument text, sort text, direction text, from_day int, until_day int, cents int optional,
-- in: minutes int optional, document text optional, words blob optional
INSERT INTO money (seq, instrument, sort, direction, from_day, until_day, cents, minutes, document, words)
VALUES (:seq, :instrument, :sort, :direction, :from_day, :until_day, :cents, :minutes, :document, :words);

-- name: challenge_add :exec
-- in: seq int, instrument text, challenge text, type text, name text, forum text optional, status text,
-- in: on_day int, words blob optional
INSERT INTO challenge (seq, instrument, challenge, type, name, forum, status, on_day, words)
VALUES (:seq, :instrument, :challenge, :type, :name, :forum, :status, :on_day, :words);

-- name: review_add :exec
-- in: seq int, instrument text, type text, by text, on_day int, words blob optional
INSERT INTO review (seq, instrument, type, "by", on_day, words)
VALUES (:seq, :instrument, :type, :by, :on_day, :words);

-- name: claim_add :exec
-- in: seq int, instrument text, claim text, side text, member text optional, who text optional,
-- in: meeting text optional, second int optional, words blob optional
INSERT INTO claim (seq, instrument, claim, side, member, who, meeting, second, words)
VALUES (:seq, :instrument, :claim, :side, :member, :who, :meeting, :second, :words);

-- name: measure_add :exec
-- in: seq int, instrument text, measure text, claims text optional, outcome text, unit text, records text,
-- in: areas text, comparison text, event_day int, event2_day int optional, family text, season text,
-- in: expected text, words blob optional
INSERT INTO measure (seq, instrument, measure, claims, outcome, unit, records, areas, comparison, event_day,
    event2_day, family, season, expected, words)
VALUES (:seq, :instrument, :measure, :claims, :outcome, :unit, :records, :areas, :comparison, :event_day,
    :event2_day, :family, :season, :expected, :words);

-- name: finding_add :exec
-- in: seq int, instrument text, measure text, from_day int, until_day int, estimate text, lower text,
-- in: upper text, placebo text, areas int optional, says text, figures blob optional, words blob optional
INSERT INTO finding (seq, instrument, measure, from_day, until_day, estimate, lower, upper, placebo, areas,
    says, figures, words)
VALUES (:seq, :instrument, :measure, :from_day, :until_day, :estimate, :lower, :upper, :placebo, :areas,
    :says, :figures, :words);

-- name: batch_add :exec
-- in: seq int, instrument text, stream text, period text, leaves int, root text
INSERT INTO batch (seq, instrument, stream, period, leaves, root)
VALUES (:seq, :instrument, :stream, :period, :leaves, :root);

-- name: published_table_add :exec
-- in: seq int, instrument text, id text, from_day int, until_day int, hidden int, cells int, threshold int,
-- in: words blob optional, remark blob optional
INSERT INTO published_table (seq, instrument, id, from_day, until_day, hidden, cells, threshold, words,
    remark)
VALUES (:seq, :instrument, :id, :from_day, :until_day, :hidden, :cells, :threshold, :words, :remark);

-- name: act_instrument :one
-- in: id text
-- out: body text, item text optional, seq int
SELECT body, item, seq FROM instrument WHERE id = :id;

-- name: act_power :one
-- The newest word on a power.
-- in: instrument text, power text
-- out: seq int, settings text optional
SELECT seq, settings FROM power WHERE instrument = :instrument AND power = :power ORDER BY seq DESC LIMIT 1;

-- name: act_course :one
-- in: instrument text, course text
-- out: seq int
SELECT seq FROM course WHERE instrument = :instrument AND course = :course ORDER BY seq DESC LIMIT 1;

-- name: act_requirement :one
-- A power that asks for it.
-- in: instrument text, requirement text
-- out: seq int
SELECT seq FROM power
WHERE instrument = :instrument AND ' ' || coalesce(requirements, '') || ' ' LIKE '% ' || :requirement || ' %'
LIMIT 1;

-- name: act_party :one
-- in: instrument text, party text
-- out: seq int
SELECT seq FROM party WHERE instrument = :instrument AND party = :party LIMIT 1;

-- name: act_holder :one
-- in: instrument text, holder text
-- out: seq int
SELECT seq FROM holder_step WHERE instrument = :instrument AND holder = :holder ORDER BY seq LIMIT 1;

-- name: act_protocol :one
-- in: instrument text, protocol text, version text
-- out: seq int
SELECT seq FROM protocol
WHERE instrument = :instrument AND protocol = :protocol AND version = :version LIMIT 1;

-- name: act_obligation :one
-- in: instrument text, obligation text
-- out: seq int
SELECT seq FROM obligation WHERE instrument = :instrument AND obligation = :obligation ORDER BY seq DESC LIMIT 1;

-- name: act_claim :one
-- in: instrument text, claim text
-- out: seq int
SELECT seq FROM claim WHERE instrument = :instrument AND claim = :claim LIMIT 1;

-- name: act_measure :one
-- in: instrument text, measure text
-- out: seq int
SELECT seq FROM measure WHERE instrument = :instrument AND measure = :measure ORDER BY seq DESC LIMIT 1;
