-- The shop's day and hour of each answer, like that of each sale. The zone is that of the session, which the driver sets to the server's own, as until now.
ALTER TABLE predictions ADD COLUMN answered_on VARCHAR(10);  -- 2026-11-24; null when the moment cannot be read
ALTER TABLE predictions ADD COLUMN answered_hour INTEGER;    -- 0 to 23
UPDATE predictions
SET answered_on = to_char(to_timestamp(at / 1000.0), 'YYYY-MM-DD'),
    answered_hour = CAST(to_char(to_timestamp(at / 1000.0), 'HH24') AS INTEGER)
WHERE at BETWEEN 0 AND 253402300799999;

-- What was counted by days since 1970 is kept under the day itself, and latencies by model, too.
ALTER TABLE daily_labels RENAME TO earlier_daily_labels;
CREATE TABLE daily_labels (
  day          VARCHAR(10)  NOT NULL, -- the shop's
  model_sha256 VARCHAR(64)  NOT NULL,
  label        VARCHAR(100) NOT NULL,
  decision     VARCHAR(16)  NOT NULL,
  answers      BIGINT       NOT NULL,
  PRIMARY KEY (day, model_sha256, label, decision)
);
INSERT INTO daily_labels (day, model_sha256, label, decision, answers)
SELECT to_char(DATE '1970-01-01' + day, 'YYYY-MM-DD'), model_sha256, label, decision, answers FROM earlier_daily_labels
WHERE day BETWEEN 0 AND 2932896;
DROP TABLE earlier_daily_labels;

ALTER TABLE daily_confidence RENAME TO earlier_daily_confidence;
CREATE TABLE daily_confidence (
  day          VARCHAR(10) NOT NULL,
  model_sha256 VARCHAR(64) NOT NULL,
  bin          INTEGER     NOT NULL, -- tenths of the probability of the best label, 0 to 9
  answers      BIGINT      NOT NULL,
  PRIMARY KEY (day, model_sha256, bin)
);
INSERT INTO daily_confidence (day, model_sha256, bin, answers)
SELECT to_char(DATE '1970-01-01' + day, 'YYYY-MM-DD'), model_sha256, bin, answers FROM earlier_daily_confidence
WHERE day BETWEEN 0 AND 2932896;
DROP TABLE earlier_daily_confidence;

ALTER TABLE daily_latency RENAME TO earlier_daily_latency;
CREATE TABLE daily_latency (
  day          VARCHAR(10) NOT NULL,
  model_sha256 VARCHAR(64) NOT NULL, -- empty for answers that were counted before models were told apart
  bin          INTEGER     NOT NULL, -- see latency_bins
  answers      BIGINT      NOT NULL,
  PRIMARY KEY (day, model_sha256, bin)
);
INSERT INTO daily_latency (day, model_sha256, bin, answers)
SELECT to_char(DATE '1970-01-01' + day, 'YYYY-MM-DD'), '', bin, answers FROM earlier_daily_latency
WHERE day BETWEEN 0 AND 2932896;
DROP TABLE earlier_daily_latency;
