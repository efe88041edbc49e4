-- The device or place that a photo came from, as its sender names it; null for the photos of before and where no one said.
ALTER TABLE predictions ADD COLUMN station VARCHAR(40);
CREATE INDEX predictions_station ON predictions (station, id) WHERE station IS NOT NULL;

CREATE OR REPLACE VIEW answers AS
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
        ORDER BY b.from_micros DESC, b.bin DESC LIMIT 1) AS latency_bin,
       p.station
FROM predictions p LEFT JOIN label_kinds k ON k.label = p.label
WHERE p.answered_on IS NOT NULL AND +p.at BETWEEN 0 AND 253402300799999
  AND p.decision || '' IN ('accept', 'shortlist', 'reject')
  AND +p.probability BETWEEN 0 AND 1
  AND p.decode_micros BETWEEN 0 AND 1000000000000000 AND p.preprocess_micros BETWEEN 0 AND 1000000000000000
  AND p.queue_micros BETWEEN 0 AND 1000000000000000 AND p.infer_micros BETWEEN 0 AND 1000000000000000;

-- Answers of each station by day, counted as they come in like the other figures. No answer of before had a station.
CREATE TABLE daily_stations (
  day      VARCHAR(10) NOT NULL,
  station  VARCHAR(40) NOT NULL,
  decision VARCHAR(16) NOT NULL,
  answers  BIGINT      NOT NULL,
  PRIMARY KEY (day, station, decision)
);
CREATE VIEW stations_by_day AS
SELECT c.answered_on, c.station, c.decision, CAST(SUM(c.answers) AS BIGINT) AS answers
FROM (
  SELECT day AS answered_on, station, decision, answers FROM daily_stations
  WHERE decision IN ('accept', 'shortlist', 'reject')
  UNION ALL
  SELECT answered_on, station, decision, 1 FROM answers
  WHERE station IS NOT NULL AND id > (SELECT last_id FROM daily_progress)
) c
GROUP BY c.answered_on, c.station, c.decision;
