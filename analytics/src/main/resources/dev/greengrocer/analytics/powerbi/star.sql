-- The star schema as views of PostgreSQL, with the same columns and keys as the files of `greengrocer export analytics`.
-- Run it as the owner of the server's database, with psql -v ON_ERROR_STOP=1 -f star.sql; it may be run again, and
-- then the grants below are needed again. An upgrade of the server makes the views anew, for the same roles.
-- A role that only reads them sees no name of a customer, a user or a key:
--   CREATE ROLE analyst LOGIN PASSWORD '…';
--   GRANT USAGE ON SCHEMA {schema} TO analyst; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO analyst;
BEGIN;

DROP SCHEMA IF EXISTS {schema} CASCADE;
CREATE SCHEMA {schema};
SET LOCAL search_path TO {schema}, public;

-- Keys are parts of a hash, so that the same name has the same key everywhere.
CREATE FUNCTION row_key(kind TEXT, id TEXT) RETURNS BIGINT LANGUAGE sql IMMUTABLE AS $$
  SELECT ('x' || substr(encode(sha256(convert_to(kind || ':' || id, 'UTF8')), 'hex'), 1, 16))::BIT(64)::BIGINT
    & 9223372036854775807
$$;
CREATE FUNCTION member_key(kind TEXT, name TEXT) RETURNS BIGINT LANGUAGE sql IMMUTABLE AS $$
  SELECT ('x' || substr(encode(sha256(convert_to(kind || ':' || name, 'UTF8')), 'hex'), 1, 12))::BIT(48)::BIGINT
$$;
CREATE FUNCTION day_key(day TEXT) RETURNS BIGINT LANGUAGE sql IMMUTABLE AS $$
  SELECT replace(day, '-', '')::BIGINT
$$;
CREATE FUNCTION shop_time(at BIGINT) RETURNS TIMESTAMP LANGUAGE sql STABLE AS $$
  SELECT timezone({zone}, to_timestamp(at / 1000.0))
$$;
CREATE FUNCTION base36(whole BIGINT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  WITH RECURSIVE digits (rest, written) AS (
    SELECT whole, ''
    UNION ALL
    SELECT rest / 36, substr('0123456789abcdefghijklmnopqrstuvwxyz', (rest % 36)::INTEGER + 1, 1) || written
    FROM digits WHERE rest > 0
  )
  SELECT written FROM digits WHERE rest = 0
$$;

CREATE VIEW prediction AS
SELECT day_key(a.answered_on) AS date_key, a.answered_hour::BIGINT AS hour_key,
  row_key('prediction', a.id) AS prediction_key, a.id::TEXT AS prediction_id, to_timestamp(a.at / 1000.0) AS answered_at,
  shop_time(a.at) AS answered_local,
  trunc(extract(EPOCH FROM shop_time(a.at) - timezone('UTC', to_timestamp(a.at / 1000.0))) / 60)::BIGINT
    AS utc_offset_minutes,
  member_key('class', a.label) AS class_key, member_key('model', a.model_sha256) AS model_key,
  member_key('source', 'prediction/' || a.source) AS source_key, a.station::TEXT AS station,
  member_key('reason', a.decision || '/' || a.reason) AS reason_key,
  a.probability AS confidence, a.confidence_bin::BIGINT AS confidence_bin, a.probability - s.probability AS margin,
  a.decode_micros::BIGINT AS decode_micros, a.preprocess_micros::BIGINT AS preprocess_micros,
  a.queue_micros::BIGINT AS queue_micros, a.infer_micros::BIGINT AS infer_micros,
  a.total_micros::BIGINT AS total_micros, b.milliseconds AS latency_class_milliseconds, p.feedback::TEXT AS verdict,
  member_key('class', p.true_label) AS confirmed_class_key,
  CASE WHEN p.feedback IS NOT NULL
    THEN COALESCE(a.kind = COALESCE(k.kind, p.true_label), FALSE) END AS is_right,
  CASE WHEN p.feedback IS NOT NULL THEN p.true_label IS NOT NULL AND EXISTS (
    SELECT 1 FROM prediction_scores o LEFT JOIN label_kinds n ON n.label = o.label
    WHERE o.prediction_id = a.id AND o.shown
      AND COALESCE(n.kind, o.label) = COALESCE(k.kind, p.true_label)) END AS is_offered
FROM answers a
JOIN predictions p ON p.id = a.id
LEFT JOIN latency_bins b ON b.bin = a.latency_bin
LEFT JOIN label_kinds k ON k.label = p.true_label
LEFT JOIN prediction_scores s ON s.prediction_id = a.id AND NOT s.shown AND s.rank = 2;

CREATE VIEW label AS
SELECT day_key(to_char(shop_time(l.at), 'YYYYMMDD')) AS date_key,
  date_part('hour', shop_time(l.at))::BIGINT AS hour_key, row_key('label', l.id) AS label_key,
  to_timestamp(l.at / 1000.0) AS said_at, row_key('prediction', l.prediction_id) AS prediction_key,
  member_key('class', p.label) AS answered_class_key, member_key('class', l.label) AS class_key,
  member_key('model', p.model_sha256) AS model_key, member_key('reason', p.decision || '/' || p.reason) AS reason_key,
  member_key('source', 'label/' || l.door) AS source_key, l.verdict::TEXT AS verdict,
  w.id IS NOT NULL AS is_withdrawn
FROM labels l
JOIN predictions p ON p.id = l.prediction_id
LEFT JOIN labels w ON w.withdraws = l.id;

-- What the crates of a day have cost.
CREATE VIEW purchase AS
SELECT COALESCE(n.name, m.name)::TEXT AS name, m.unit::TEXT AS unit, m.currency::TEXT AS currency,
  m.moved_on::TEXT AS moved_on, SUM(m.amount) AS amount, SUM(m.cost) AS cost
FROM stock_movements m LEFT JOIN sale_names n ON n.written = m.name
WHERE m.kind = 'delivery' AND m.cost IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM stock_movements v
    WHERE v.booking_id = m.booking_id AND v.kind = 'void' AND v.position = m.position)
GROUP BY COALESCE(n.name, m.name), m.unit, m.currency, m.moved_on
HAVING SUM(m.amount) > 0;

-- What goods had cost: as on the day, else last before it, else first after it.
CREATE FUNCTION cost_of_goods(goods TEXT, in_unit TEXT, money TEXT, day TEXT, amount BIGINT) RETURNS DOUBLE PRECISION
LANGUAGE sql STABLE SET search_path TO {schema}, public AS $$
  SELECT round(p.cost * $5 / p.amount, 6)::DOUBLE PRECISION
  FROM purchase p
  WHERE p.name = $1 AND p.unit = $2 AND p.currency = $3
  ORDER BY p.moved_on <= $4 DESC, CASE WHEN p.moved_on <= $4 THEN p.moved_on END COLLATE "C" DESC,
    p.moved_on COLLATE "C"
  LIMIT 1
$$;

-- In which currency their cost is known, by the same order; of two on one day the first by alphabet.
CREATE FUNCTION currency_of_cost(goods TEXT, in_unit TEXT, day TEXT) RETURNS TEXT
LANGUAGE sql STABLE SET search_path TO {schema}, public AS $$
  SELECT p.currency
  FROM purchase p
  WHERE p.name = $1 AND p.unit = $2
  ORDER BY p.moved_on <= $3 DESC, CASE WHEN p.moved_on <= $3 THEN p.moved_on END COLLATE "C" DESC,
    p.moved_on COLLATE "C", p.currency COLLATE "C"
  LIMIT 1
$$;

CREATE VIEW sale_line AS
SELECT day_key(s.sold_on) AS date_key, date_part('hour', shop_time(s.at))::BIGINT AS hour_key, s.number AS receipt,
  l.position::BIGINT AS line, member_key('class', COALESCE(n.name, l.name)) AS class_key, c.clerk_key,
  row_key('prediction', p.id) AS prediction_key,
  member_key('reason', CASE WHEN p.decision IN ('accept', 'shortlist', 'reject') THEN p.decision END || '/' || p.reason)
    AS reason_key,
  l.unit::TEXT AS unit, l.amount AS unit_price, l.by_hand AS is_price_by_clerk,
  (l.grams - l.tare_grams)::BIGINT AS net_grams, l.pieces::BIGINT AS pieces, l.tax_rate::BIGINT AS tax_rate,
  l.discount + l.discount_share AS discount, l.total, s.currency::TEXT AS currency,
  s.voided_at IS NOT NULL AS is_voided, s.return_of IS NOT NULL AS is_return, r.revenue, g.cost_of_goods,
  r.revenue - g.cost_of_goods AS margin
FROM sales s
JOIN sale_lines l ON l.sale_id = s.id
CROSS JOIN LATERAL (
  SELECT round(l.total * 10000::NUMERIC
    / (10000 + CASE WHEN s.tax_included THEN GREATEST(0, COALESCE(l.tax_rate, 0)) ELSE 0 END), 6)::DOUBLE PRECISION
    AS revenue
) r
JOIN {clerks} c ON c.actor = s.actor
LEFT JOIN sale_names n ON n.written = l.name
LEFT JOIN predictions p ON p.id = l.prediction_id
CROSS JOIN LATERAL (
  SELECT cost_of_goods(COALESCE(n.name, l.name)::TEXT, l.unit::TEXT, s.currency::TEXT, s.sold_on::TEXT,
    COALESCE(l.grams - l.tare_grams, l.pieces)::BIGINT)
) g (cost_of_goods);

CREATE VIEW sale_tax AS
SELECT day_key(s.sold_on) AS date_key, date_part('hour', shop_time(s.at))::BIGINT AS hour_key, s.number AS receipt,
  t.tax_rate::BIGINT AS tax_rate, c.clerk_key, t.net, t.tax, s.tax_included AS is_included,
  s.currency::TEXT AS currency, s.voided_at IS NOT NULL AS is_voided, s.return_of IS NOT NULL AS is_return
FROM sales s
JOIN sale_taxes t ON t.sale_id = s.id
JOIN {clerks} c ON c.actor = s.actor;

CREATE VIEW payment AS
SELECT day_key(s.sold_on) AS date_key, date_part('hour', shop_time(s.at))::BIGINT AS hour_key, s.number AS receipt,
  to_timestamp(s.at / 1000.0) AS paid_at, c.clerk_key, s.payment::TEXT AS method, s.goods_total, s.tax_added,
  s.cash_rounding, s.total, s.cash_given, s.currency::TEXT AS currency, s.voided_at IS NOT NULL AS is_voided,
  s.return_of IS NOT NULL AS is_return
FROM sales s
JOIN {clerks} c ON c.actor = s.actor;

CREATE VIEW stock_movement AS
SELECT day_key(m.moved_on) AS date_key, date_part('hour', shop_time(m.at))::BIGINT AS hour_key,
  row_key('stock_movement', m.id) AS movement_key, to_timestamp(m.at / 1000.0) AS moved_at,
  member_key('class', m.name) AS class_key, c.clerk_key, m.kind AS movement_kind, m.flow, m.unit,
  CASE WHEN m.unit = 'kg' THEN m.amount END AS net_grams, CASE WHEN m.unit = 'piece' THEN m.amount END AS pieces,
  m.counted, m.delivery, m.supplier, m.lot, m.reason AS stated_reason, m.cost,
  cost_of_goods(m.name, m.unit, m.currency, m.moved_on, m.amount) AS cost_of_goods, m.currency
FROM (
  SELECT s.id, s.at, s.moved_on::TEXT AS moved_on, s.actor, COALESCE(n.name, s.name)::TEXT AS name,
    s.kind::TEXT AS kind,
    CASE
      WHEN s.kind = 'delivery' OR (s.kind = 'void' AND s.amount < 0) THEN 'delivered'
      WHEN s.kind = 'waste' THEN 'wasted'
      WHEN p.id IS NOT NULL THEN 'opened'
      WHEN s.kind = 'count' THEN 'counted'
      ELSE 'sold' END AS flow,
    s.unit::TEXT AS unit, s.amount, s.counted, s.reason::TEXT AS reason, s.lot::TEXT AS lot, s.cost,
    COALESCE(s.currency, currency_of_cost(COALESCE(n.name, s.name)::TEXT, s.unit::TEXT, s.moved_on::TEXT),
      o.currency)::TEXT AS currency, d.number AS delivery, d.supplier::TEXT AS supplier
  FROM stock_movements s
  LEFT JOIN sale_names n ON n.written = s.name
  LEFT JOIN stock_openings p ON p.id = s.id
  LEFT JOIN deliveries d ON d.id = s.booking_id
  LEFT JOIN (SELECT MAX(currency) AS currency FROM stock_movements HAVING MIN(currency) = MAX(currency)) o ON TRUE
) m
JOIN {clerks} c ON c.actor = m.actor;

CREATE VIEW price AS
SELECT day_key(first_day) AS date_key, member_key('class', name) AS class_key, unit::TEXT AS unit, amount AS unit_price,
  plu::TEXT AS plu, first_day::DATE AS valid_from,
  LEAST(last_day::DATE, LEAD(first_day::DATE) OVER (PARTITION BY name ORDER BY first_day) - 1) AS valid_to
FROM prices;

CREATE VIEW training_epoch AS
SELECT day_key(to_char(shop_time(at), 'YYYYMMDD')) AS date_key, member_key('experiment', experiment_id) AS experiment_key,
  member_key('data_set', data_sha256) AS data_set_key, member_key('model', model_sha256) AS model_key,
  epoch::BIGINT AS epoch, to_timestamp(at / 1000.0) AS ended_at, learning_rate, train_loss, validation_loss,
  validation_accuracy, validation_accuracy_merged, images_per_second, seconds
FROM training_epochs;

CREATE VIEW evaluation_cell AS
SELECT day_key(to_char(shop_time(at), 'YYYYMMDD')) AS date_key, member_key('experiment', experiment_id) AS experiment_key,
  member_key('data_set', data_sha256) AS data_set_key, member_key('model', model_sha256) AS model_key,
  member_key('class', truth) AS true_class_key, member_key('class', predicted) AS predicted_class_key,
  split::TEXT AS split, is_right = 1 AS is_right, photos
FROM evaluation_cells;

CREATE VIEW model_health AS
SELECT day_key(answered_on) AS date_key, member_key('model', model_sha256) AS model_key, answers, accepted, shortlisted,
  rejected, checked, checked_right, accepted_checked, accepted_right, p50_milliseconds, p95_milliseconds
FROM model_health_by_day;

CREATE VIEW date AS
SELECT to_char(day, 'YYYYMMDD')::BIGINT AS date_key, day::DATE AS date, date_part('year', day)::BIGINT AS year,
  date_part('quarter', day)::BIGINT AS quarter, date_part('month', day)::BIGINT AS month,
  to_char(day, 'FMMonth') AS month_name, to_char(day, 'YYYY-MM') AS year_month, date_part('day', day)::BIGINT AS day,
  date_part('week', day)::BIGINT AS week, date_part('isoyear', day)::BIGINT AS week_year,
  date_part('isodow', day)::BIGINT AS weekday, to_char(day, 'FMDay') AS weekday_name,
  date_part('isodow', day) > 5 AS is_weekend,
  (date_part('isodow', day)::BIGINT + 7 - {week_starts}) % 7 + 1 AS day_of_week,
  date_part('year', begins)::BIGINT + CASE WHEN {year_starts} > 1 THEN 1 ELSE 0 END AS fiscal_year,
  (date_part('month', day)::BIGINT + 12 - {year_starts}) % 12 / 3 + 1 AS fiscal_quarter,
  (date_part('month', day)::BIGINT + 12 - {year_starts}) % 12 + 1 AS fiscal_month,
  (day::DATE - begins + (date_part('isodow', begins)::BIGINT + 7 - {week_starts}) % 7) / 7 + 1 AS fiscal_week
FROM (
  SELECT DISTINCT date_key / 10000 AS year FROM prediction
  UNION SELECT DISTINCT date_key / 10000 FROM label
  UNION SELECT DISTINCT date_key / 10000 FROM payment
  UNION SELECT DISTINCT date_key / 10000 FROM stock_movement
  UNION SELECT DISTINCT date_key / 10000 FROM price
  UNION SELECT DISTINCT date_key / 10000 FROM training_epoch
  UNION SELECT DISTINCT date_key / 10000 FROM evaluation_cell
  UNION SELECT DISTINCT date_key / 10000 FROM model_health
) years, generate_series(
  make_date(year::INTEGER, 1, 1)::TIMESTAMP, make_date(year::INTEGER, 12, 31)::TIMESTAMP, INTERVAL '1 day') AS day
CROSS JOIN LATERAL (
  SELECT (date_trunc('month', day) - INTERVAL '1 month'
    * ((date_part('month', day)::INTEGER + 12 - {year_starts}) % 12))::DATE AS begins
) fiscal;

CREATE VIEW hour AS
SELECT hour::BIGINT AS hour_key, to_char(hour, 'FM00') || ':00' AS name FROM generate_series(0, 23) AS hour;

CREATE VIEW class AS
SELECT member_key('class', c.name) AS class_key, c.name, COALESCE(k.kind, c.name) AS kind,
  (SELECT p.plu FROM prices p
   WHERE p.name IN (c.name, k.kind) AND p.plu IS NOT NULL
     AND p.first_day = (SELECT MAX(q.first_day) FROM prices q WHERE q.name = p.name)
   ORDER BY p.name = c.name DESC LIMIT 1)::TEXT AS plu,
  (SELECT string_agg(a.name, '; ' ORDER BY a.name COLLATE "C")
   FROM (
     SELECT COALESCE(k.kind, c.name)::TEXT AS name
     UNION SELECT label::TEXT FROM label_kinds WHERE kind = COALESCE(k.kind, c.name)
     UNION SELECT written::TEXT FROM sale_names n WHERE n.name = c.name
   ) a WHERE a.name <> c.name) AS aliases
FROM (
  SELECT label::TEXT AS name FROM answers
  UNION SELECT p.true_label::TEXT FROM answers a JOIN predictions p ON p.id = a.id WHERE p.true_label IS NOT NULL
  UNION SELECT l.label::TEXT FROM labels l WHERE l.label IS NOT NULL
  UNION SELECT p.label::TEXT FROM labels l JOIN predictions p ON p.id = l.prediction_id
  UNION SELECT COALESCE(n.name, l.name)::TEXT
    FROM sale_lines l LEFT JOIN sale_names n ON n.written = l.name
  UNION SELECT COALESCE(n.name, m.name)::TEXT
    FROM stock_movements m LEFT JOIN sale_names n ON n.written = m.name
  UNION SELECT name::TEXT FROM prices
  UNION SELECT truth::TEXT FROM evaluation_cells
  UNION SELECT predicted::TEXT FROM evaluation_cells
) c
LEFT JOIN label_kinds k ON k.label = c.name;

CREATE VIEW model AS
SELECT member_key('model', model_sha256) AS model_key,
  COALESCE(MIN(model COLLATE "C"), substr(model_sha256, 1, 12))::TEXT AS name, model_sha256::TEXT AS sha256,
  (SELECT MIN(t.data_sha256 COLLATE "C")::TEXT FROM training_epochs t WHERE t.model_sha256 = models.model_sha256)
    AS data_sha256,
  MAX(e.photos) AS measured_photos, MAX(e.photos_right)::DOUBLE PRECISION / MAX(e.photos) AS measured_accuracy
FROM (
  SELECT model, model_sha256 FROM answers
  UNION SELECT p.model, p.model_sha256 FROM labels l JOIN predictions p ON p.id = l.prediction_id
  UNION SELECT model_name, model_sha256 FROM training_epochs WHERE model_sha256 IS NOT NULL
  UNION SELECT model_name, model_sha256 FROM evaluation_cells
  UNION SELECT NULL, model_sha256 FROM model_health_by_day
) models
LEFT JOIN (
  SELECT DISTINCT ON (model_sha256) model_sha256 AS evaluated, SUM(photos)::BIGINT AS photos,
    SUM(photos * is_right)::BIGINT AS photos_right
  FROM evaluation_cells
  GROUP BY model_sha256, at, experiment_id
  ORDER BY model_sha256, at DESC, experiment_id COLLATE "C" DESC
) e ON e.evaluated = models.model_sha256
GROUP BY model_sha256;

CREATE VIEW recorded AS
SELECT experiment_id, name, kind, state, network, data_name, data_sha256 FROM training_epochs
UNION SELECT experiment_id, name, 'evaluate', 'finished', network, data_name, data_sha256 FROM evaluation_cells;

CREATE VIEW data_set AS
SELECT member_key('data_set', data_sha256) AS data_set_key, MIN(data_name COLLATE "C")::TEXT AS name,
  data_sha256::TEXT AS sha256
FROM recorded
GROUP BY data_sha256;

CREATE VIEW experiment AS
SELECT member_key('experiment', experiment_id) AS experiment_key, experiment_id::TEXT AS experiment_id,
  name::TEXT AS name, kind::TEXT AS experiment_kind, state::TEXT AS state, network::TEXT AS network
FROM recorded;

CREATE VIEW source AS
SELECT member_key('source', about || '/' || name) AS source_key, about, name
FROM (
  SELECT DISTINCT 'prediction' AS about, source::TEXT AS name FROM answers
  UNION SELECT DISTINCT 'label', door::TEXT FROM labels
) sources;

CREATE VIEW clerk AS
SELECT clerk_key, 'clerk ' || base36(clerk_key) AS name FROM {clerks} c;

CREATE VIEW reason AS
SELECT member_key('reason', r.decision || '/' || r.reason) AS reason_key, r.decision, r.reason, w.words
FROM (
  SELECT DISTINCT decision::TEXT AS decision, reason::TEXT AS reason FROM answers
  UNION SELECT DISTINCT p.decision::TEXT, p.reason::TEXT FROM labels l JOIN predictions p ON p.id = l.prediction_id
  UNION SELECT DISTINCT p.decision::TEXT, p.reason::TEXT FROM sale_lines l JOIN predictions p ON p.id = l.prediction_id
    WHERE p.decision IN ('accept', 'shortlist', 'reject') AND p.reason IS NOT NULL
) r
LEFT JOIN (VALUES
  {reasons}
) AS w (reason, words) ON w.reason = r.reason;

COMMIT;
