-- What the dashboard adds up, counted by day as answers come in: a year of figures is a few ten thousand rows,
-- however many answers stand behind them. Answers that are erased later stay counted.
CREATE TABLE daily_labels (
  day          INTEGER      NOT NULL, -- days since 1970 where the server is
  model_sha256 VARCHAR(64)  NOT NULL,
  label        VARCHAR(100) NOT NULL,
  decision     VARCHAR(16)  NOT NULL,
  answers      BIGINT       NOT NULL,
  PRIMARY KEY (day, model_sha256, label, decision)
);

CREATE TABLE daily_confidence (
  day          INTEGER     NOT NULL,
  model_sha256 VARCHAR(64) NOT NULL,
  bin          INTEGER     NOT NULL, -- tenths of the probability of the best label, 0 to 9
  answers      BIGINT      NOT NULL,
  PRIMARY KEY (day, model_sha256, bin)
);

CREATE TABLE daily_latency (
  day     INTEGER NOT NULL,
  bin     INTEGER NOT NULL, -- eighths of a doubling of a millisecond
  answers BIGINT  NOT NULL,
  PRIMARY KEY (day, bin)
);

-- The id of the last answer that has been counted.
CREATE TABLE daily_progress (
  last_id VARCHAR(36) NOT NULL
);
INSERT INTO daily_progress (last_id) VALUES ('');

-- What people said, complete in the index.
CREATE INDEX predictions_said ON predictions (id, model_sha256, decision, label, true_label, feedback)
  WHERE feedback IS NOT NULL;
