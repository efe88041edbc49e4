-- The shop's day and hour of each answer, like that of each sale. The zone is that of the computer, as until now.
ALTER TABLE predictions ADD COLUMN answered_on VARCHAR(10);  -- 2026-11-24; null when the moment cannot be read
ALTER TABLE predictions ADD COLUMN answered_hour INTEGER;    -- 0 to 23
UPDATE predictions
SET answered_on = date(at / 1000, 'unixepoch', 'localtime'),
    answered_hour = CAST(strftime('%H', at / 1000, 'unixepoch', 'localtime') AS INTEGER)
WHERE typeof(at) = 'integer' AND at BETWEEN 0 AND 253402300799999;

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
SELECT date(day * 86400, 'unixepoch'), model_sha256, label, decision, answers FROM earlier_daily_labels
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
SELECT date(day * 86400, 'unixepoch'), model_sha256, bin, answers FROM earlier_daily_confidence
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
SELECT date(day * 86400, 'unixepoch'), '', bin, answers FROM earlier_daily_latency
WHERE day BETWEEN 0 AND 2932896;
DROP TABLE earlier_daily_latency;
