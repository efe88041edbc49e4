-- The views that pages, exports, the API and analysts read; docs/database.md describes each column. Both databases take
-- this SQL. A sum is cast, because PostgreSQL adds whole numbers up to one of another type. A decision is compared as
-- an expression, and a plus stands before numbers, which keeps SQLite off indexes in which nearly every answer fits.

-- The kind that each label of the present model belongs to, where its name is another one: synonyms are one kind.
CREATE TABLE label_kinds (
  label VARCHAR(100) NOT NULL PRIMARY KEY,
  kind  VARCHAR(100) NOT NULL
);

-- Classes of latency, eight to a doubling: two neighbours differ by 9 %.
CREATE TABLE latency_bins (
  bin          INTEGER          NOT NULL PRIMARY KEY,
  from_micros  BIGINT           NOT NULL, -- the least latency of the class; the next class has the one after its greatest
  milliseconds DOUBLE PRECISION NOT NULL  -- what stands for the class: its geometric middle
);
INSERT INTO latency_bins (bin, from_micros, milliseconds)
WITH RECURSIVE bins (bin) AS (SELECT -54 UNION ALL SELECT bin + 1 FROM bins WHERE bin < 240)
SELECT bin, CASE bin WHEN -54 THEN 0 ELSE CAST(CEIL(1000 * POWER(2.0, bin / 8.0)) AS BIGINT) END,
       CAST(POWER(2.0, (bin + 0.5) / 8.0) AS DOUBLE PRECISION)
FROM bins;
CREATE INDEX latency_bins_from ON latency_bins (from_micros, bin);

-- What people said, complete in the index, by day.
DROP INDEX predictions_said;
CREATE INDEX predictions_said ON predictions (answered_on, model_sha256, decision, label, true_label, feedback)
  WHERE feedback IS NOT NULL;

-- Every answer that can be read, with what figures group it by. Nothing personal is in it.
CREATE VIEW answers AS
SELECT p.id, p.at, p.answered_on, p.answered_hour, p.source, p.model, p.model_sha256,
       p.label, COALESCE(k.kind, p.label) AS kind, p.probability, p.decision, p.reason,
       CASE WHEN p.probability >= 0.9 THEN 9 WHEN p.probability >= 0.8 THEN 8 WHEN p.probability >= 0.7 THEN 7
            WHEN p.probability >= 0.6 THEN 6 WHEN p.probability >= 0.5 THEN 5 WHEN p.probability >= 0.4 THEN 4
            WHEN p.probability >= 0.3 THEN 3 WHEN p.probability >= 0.2 THEN 2 WHEN p.probability >= 0.1 THEN 1
            ELSE 0 END AS confidence_bin,
       p.decode_micros, p.preprocess_micros, p.queue_micros, p.infer_micros,
       p.decode_micros + p.preprocess_micros + p.queue_micros + p.infer_micros AS total_micros,
       (SELECT b.bin FROM latency_bins b
        WHERE b.from_micros <= p.decode_micros + p.preprocess_micros + p.queue_micros + p.infer_micros
        ORDER BY b.from_micros DESC, b.bin DESC LIMIT 1) AS latency_bin
FROM predictions p LEFT JOIN label_kinds k ON k.label = p.label
WHERE p.answered_on IS NOT NULL AND +p.at BETWEEN 0 AND 253402300799999
  AND p.decision || '' IN ('accept', 'shortlist', 'reject')
  AND +p.probability BETWEEN 0 AND 1
  AND p.decode_micros BETWEEN 0 AND 1000000000000000 AND p.preprocess_micros BETWEEN 0 AND 1000000000000000
  AND p.queue_micros BETWEEN 0 AND 1000000000000000 AND p.infer_micros BETWEEN 0 AND 1000000000000000;

-- The label that people's last statements give each answer of which anybody said anything.
CREATE VIEW current_labels AS
SELECT p.id AS prediction_id, p.answered_on, p.model_sha256, p.decision, p.label AS answered,
       p.feedback AS verdict, p.true_label AS label, p.feedback_at AS labelled_at, p.review,
       CASE WHEN p.true_label IS NOT NULL
                 AND COALESCE(a.kind, p.label) = COALESCE(t.kind, p.true_label) THEN 1 ELSE 0 END AS is_right
FROM predictions p
LEFT JOIN label_kinds a ON a.label = p.label
LEFT JOIN label_kinds t ON t.label = p.true_label
WHERE p.feedback IS NOT NULL;

-- Answers by day, model, label and decision.
CREATE VIEW answers_by_day AS
SELECT c.answered_on, c.model_sha256, c.label, COALESCE(k.kind, c.label) AS kind, c.decision,
       CAST(SUM(c.answers) AS BIGINT) AS answers
FROM (
  SELECT day AS answered_on, model_sha256, label, decision, answers FROM daily_labels
  WHERE decision IN ('accept', 'shortlist', 'reject')
  UNION ALL
  SELECT answered_on, model_sha256, label, decision, 1 FROM answers
  WHERE id > (SELECT last_id FROM daily_progress)
) c LEFT JOIN label_kinds k ON k.label = c.label
GROUP BY c.answered_on, c.model_sha256, c.label, COALESCE(k.kind, c.label), c.decision;

-- Answers by hour, source and decision, of those that are still stored.
CREATE VIEW answers_by_hour AS
SELECT answered_on, answered_hour, source, decision, COUNT(*) AS answers
FROM answers
GROUP BY answered_on, answered_hour, source, decision;

-- Answers by day, model and tenth of the probability of the best label.
CREATE VIEW confidence_by_day AS
SELECT c.answered_on, c.model_sha256, c.bin, CAST(SUM(c.answers) AS BIGINT) AS answers
FROM (
  SELECT day AS answered_on, model_sha256, bin, answers FROM daily_confidence WHERE bin BETWEEN 0 AND 9
  UNION ALL
  SELECT answered_on, model_sha256, confidence_bin, 1 FROM answers
  WHERE id > (SELECT last_id FROM daily_progress)
) c
GROUP BY c.answered_on, c.model_sha256, c.bin;

-- Answers by day, model and class of latency.
CREATE VIEW latency_by_day AS
SELECT c.answered_on, c.model_sha256, c.bin, b.milliseconds, CAST(SUM(c.answers) AS BIGINT) AS answers
FROM (
  SELECT day AS answered_on, model_sha256, bin, answers FROM daily_latency
  UNION ALL
  SELECT answered_on, model_sha256, latency_bin, 1 FROM answers
  WHERE id > (SELECT last_id FROM daily_progress)
) c JOIN latency_bins b ON b.bin = c.bin
GROUP BY c.answered_on, c.model_sha256, c.bin, b.milliseconds;

-- What people said of the answers of each day.
CREATE VIEW labels_by_day AS
SELECT answered_on, model_sha256, decision, answered, label, is_right, COUNT(*) AS answers
FROM current_labels
WHERE answered_on IS NOT NULL AND decision || '' IN ('accept', 'shortlist', 'reject')
GROUP BY answered_on, model_sha256, decision, answered, label, is_right;

-- What was answered wrongly, and what it was; answers without a name are none.
CREATE VIEW confusions_by_day AS
SELECT answered_on, model_sha256, answered, label, CAST(SUM(answers) AS BIGINT) AS answers
FROM labels_by_day
WHERE is_right = 0 AND decision <> 'reject'
GROUP BY answered_on, model_sha256, answered, label;

-- What was answered of each kind, and how often people found it right.
CREATE VIEW kinds_by_day AS
SELECT f.answered_on, f.kind,
       CAST(SUM(f.answers) AS BIGINT) AS answers,
       CAST(SUM(f.accepted) AS BIGINT) AS accepted,
       CAST(SUM(f.shortlisted) AS BIGINT) AS shortlisted,
       CAST(SUM(f.rejected) AS BIGINT) AS rejected,
       CAST(SUM(f.checked) AS BIGINT) AS checked,
       CAST(SUM(f.checked_right) AS BIGINT) AS checked_right,
       CAST(SUM(f.checked - f.checked_right) AS BIGINT) AS confused
FROM (
  SELECT answered_on, kind, answers,
         CASE decision WHEN 'accept' THEN answers ELSE 0 END AS accepted,
         CASE decision WHEN 'shortlist' THEN answers ELSE 0 END AS shortlisted,
         CASE decision WHEN 'reject' THEN answers ELSE 0 END AS rejected,
         0 AS checked, 0 AS checked_right
  FROM answers_by_day
  UNION ALL
  SELECT l.answered_on, COALESCE(k.kind, l.answered), 0, 0, 0, 0, l.answers, l.answers * l.is_right
  FROM labels_by_day l LEFT JOIN label_kinds k ON k.label = l.answered
  WHERE l.decision <> 'reject'
) f
GROUP BY f.answered_on, f.kind;

-- How a model did on each day: what it decided, what people found, and the times within which its answers came.
CREATE VIEW model_health_by_day AS
SELECT h.answered_on, h.model_sha256,
       CAST(SUM(h.answers) AS BIGINT) AS answers,
       CAST(SUM(h.accepted) AS BIGINT) AS accepted,
       CAST(SUM(h.shortlisted) AS BIGINT) AS shortlisted,
       CAST(SUM(h.rejected) AS BIGINT) AS rejected,
       CAST(SUM(h.checked) AS BIGINT) AS checked,
       CAST(SUM(h.checked_right) AS BIGINT) AS checked_right,
       CAST(SUM(h.accepted_checked) AS BIGINT) AS accepted_checked,
       CAST(SUM(h.accepted_right) AS BIGINT) AS accepted_right,
       MAX(h.p50) AS p50_milliseconds,
       MAX(h.p95) AS p95_milliseconds
FROM (
  SELECT answered_on, model_sha256, answers,
         CASE decision WHEN 'accept' THEN answers ELSE 0 END AS accepted,
         CASE decision WHEN 'shortlist' THEN answers ELSE 0 END AS shortlisted,
         CASE decision WHEN 'reject' THEN answers ELSE 0 END AS rejected,
         0 AS checked, 0 AS checked_right, 0 AS accepted_checked, 0 AS accepted_right,
         CAST(NULL AS DOUBLE PRECISION) AS p50, CAST(NULL AS DOUBLE PRECISION) AS p95
  FROM answers_by_day
  UNION ALL
  SELECT answered_on, model_sha256, 0, 0, 0, 0,
         CASE decision WHEN 'reject' THEN 0 ELSE answers END,
         CASE decision WHEN 'reject' THEN 0 ELSE answers * is_right END,
         CASE decision WHEN 'accept' THEN answers ELSE 0 END,
         CASE decision WHEN 'accept' THEN answers * is_right ELSE 0 END,
         NULL, NULL
  FROM labels_by_day
  UNION ALL
  SELECT answered_on, model_sha256, 0, 0, 0, 0, 0, 0, 0, 0,
         MIN(CASE WHEN 100 * up_to >= 50 * total THEN milliseconds END),
         MIN(CASE WHEN 100 * up_to >= 95 * total THEN milliseconds END)
  FROM (
    SELECT answered_on, model_sha256, milliseconds,
           SUM(answers) OVER (PARTITION BY answered_on, model_sha256 ORDER BY bin) AS up_to,
           SUM(answers) OVER (PARTITION BY answered_on, model_sha256) AS total
    FROM latency_by_day
    WHERE model_sha256 <> ''
  ) cumulated
  GROUP BY answered_on, model_sha256
) h
GROUP BY h.answered_on, h.model_sha256;
