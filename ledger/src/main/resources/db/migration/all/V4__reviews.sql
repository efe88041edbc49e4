-- What reviewers made of answers. The state stands with the answer, so that one partial index holds exactly what
-- still waits for a reviewer and the queue stays as quick with a million answers as with a hundred.
ALTER TABLE predictions ADD COLUMN review VARCHAR(16); -- labelled, not-in-list, unusable; null while it waits

CREATE INDEX predictions_to_review ON predictions (decision, probability)
  WHERE review IS NULL AND photo_sha256 IS NOT NULL;
CREATE INDEX predictions_to_review_label ON predictions (label, id)
  WHERE review IS NULL AND photo_sha256 IS NOT NULL;
CREATE INDEX predictions_to_review_said ON predictions (feedback, id)
  WHERE review IS NULL AND photo_sha256 IS NOT NULL AND feedback IS NOT NULL;
CREATE INDEX predictions_reviewed ON predictions (true_label, id) WHERE review IS NOT NULL;

-- Each decision of a reviewer, with what was said of the answer before, so that it can be taken back.
CREATE TABLE reviews (
  id             VARCHAR(36)  NOT NULL PRIMARY KEY,
  prediction_id  VARCHAR(36)  NOT NULL,
  reviewer       VARCHAR(100) NOT NULL,
  at             BIGINT       NOT NULL,
  outcome        VARCHAR(16)  NOT NULL,
  prior_feedback VARCHAR(16),
  prior_label    VARCHAR(100),
  prior_at       BIGINT,
  prior_by       VARCHAR(100)
);

CREATE INDEX reviews_reviewer ON reviews (reviewer, id);
CREATE INDEX reviews_prediction ON reviews (prediction_id, id);

-- Who is looking at what until when, so that two reviewers never get the same photo; and who would rather not.
CREATE TABLE review_claims (
  prediction_id VARCHAR(36)  NOT NULL PRIMARY KEY,
  reviewer      VARCHAR(100) NOT NULL,
  until         BIGINT       NOT NULL
);

CREATE INDEX review_claims_reviewer ON review_claims (reviewer);

CREATE TABLE review_skips (
  reviewer      VARCHAR(100) NOT NULL,
  prediction_id VARCHAR(36)  NOT NULL,
  until         BIGINT       NOT NULL,
  PRIMARY KEY (reviewer, prediction_id)
);
