-- Every answer that was given. The id is a UUIDv7, so that its order is the order of time.
CREATE TABLE predictions (
  id                VARCHAR(36)      NOT NULL PRIMARY KEY,
  at                BIGINT           NOT NULL, -- milliseconds since 1970, UTC
  request_id        VARCHAR(64)      NOT NULL,
  source            VARCHAR(16)      NOT NULL, -- web, api, inference
  actor             VARCHAR(100),              -- user or API key
  customer          VARCHAR(100),              -- whose photo, as the caller names them
  photo_sha256      VARCHAR(64),               -- of the bytes that are kept; null for a tensor or when erased
  photo_width       INTEGER,
  photo_height      INTEGER,
  label             VARCHAR(100)     NOT NULL, -- the most probable one
  probability       DOUBLE PRECISION NOT NULL,
  decision          VARCHAR(16)      NOT NULL, -- accept, shortlist, reject
  reason            VARCHAR(32)      NOT NULL,
  shortlist         TEXT             NOT NULL, -- JSON, like scores
  scores            TEXT             NOT NULL, -- JSON: the most probable labels, descending
  model             VARCHAR(100)     NOT NULL,
  model_sha256      VARCHAR(64)      NOT NULL,
  decode_micros     BIGINT           NOT NULL,
  preprocess_micros BIGINT           NOT NULL,
  queue_micros      BIGINT           NOT NULL,
  infer_micros      BIGINT           NOT NULL,
  feedback          VARCHAR(16),               -- confirmed, corrected, not-in-list
  true_label        VARCHAR(100),              -- what a person said it is; null when not in the list
  feedback_at       BIGINT,
  feedback_by       VARCHAR(100),
  idempotency_key   VARCHAR(200),              -- the caller and the key that they chose
  request_sha256    VARCHAR(64)
);

CREATE INDEX predictions_label ON predictions (label, id);
CREATE INDEX predictions_decision ON predictions (decision, id);
CREATE INDEX predictions_source ON predictions (source, id);
CREATE INDEX predictions_true_label ON predictions (true_label, id);
CREATE INDEX predictions_feedback ON predictions (feedback, id);
CREATE INDEX predictions_model ON predictions (model_sha256, id);
CREATE INDEX predictions_photo ON predictions (photo_sha256, id);
CREATE INDEX predictions_kept_photo ON predictions (id) WHERE photo_sha256 IS NOT NULL;
CREATE INDEX predictions_customer ON predictions (customer, id);
CREATE INDEX predictions_at ON predictions (at);
CREATE UNIQUE INDEX predictions_idempotency ON predictions (idempotency_key);
