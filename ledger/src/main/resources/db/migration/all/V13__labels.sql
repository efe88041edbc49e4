-- All that people have said photos show. Rows are only ever added: a later one covers an earlier one, and an undo is a
-- row that withdraws another. The columns feedback, true_label, feedback_at, feedback_by and review of predictions hold
-- what follows from the rows that were not withdrawn; LabelLog alone writes both.
CREATE TABLE labels (
  id            VARCHAR(36)  NOT NULL PRIMARY KEY, -- UUIDv7
  prediction_id VARCHAR(36)  NOT NULL REFERENCES predictions (id) ON DELETE CASCADE,
  position      INTEGER      NOT NULL, -- 1, 2, 3, …: the order of what was said of one answer
  at            BIGINT       NOT NULL,
  actor         VARCHAR(100) NOT NULL,
  door          VARCHAR(16)  NOT NULL, -- api, page, review; earlier: before doors were recorded
  verdict       VARCHAR(16)  NOT NULL, -- confirmed, corrected, not-in-list, unusable, withdrawn
  label         VARCHAR(100),
  withdraws     VARCHAR(36),
  CHECK ((verdict IN ('confirmed', 'corrected')) = (label IS NOT NULL)),
  CHECK ((verdict = 'withdrawn') = (withdraws IS NOT NULL))
);

CREATE UNIQUE INDEX labels_prediction ON labels (prediction_id, position);
CREATE UNIQUE INDEX labels_withdraws ON labels (withdraws);
CREATE INDEX labels_actor ON labels (actor, door, id);

-- What was said until now. A decision of a reviewer did not say which label it gave: it is the answer's own when nobody
-- spoke later, what the next decision found there, or what the audit log says of it.
CREATE TABLE earlier_labels (
  prediction_id VARCHAR(36)  NOT NULL,
  source        INTEGER      NOT NULL, -- 0: found there by a reviewer; 1: a reviewer; 2: what stands with the answer
  review_id     VARCHAR(36)  NOT NULL,
  at            BIGINT       NOT NULL,
  actor         VARCHAR(100) NOT NULL,
  door          VARCHAR(16)  NOT NULL,
  verdict       VARCHAR(16)  NOT NULL,
  label         VARCHAR(100)
);

INSERT INTO earlier_labels (prediction_id, source, review_id, at, actor, door, verdict, label)
SELECT r.prediction_id, 0, r.id, COALESCE(r.prior_at, r.at), COALESCE(r.prior_by, 'nobody'), 'earlier',
       r.prior_feedback, CASE WHEN r.prior_feedback <> 'not-in-list' THEN r.prior_label END
FROM reviews r JOIN predictions p ON p.id = r.prediction_id
WHERE r.prior_feedback IS NOT NULL AND (r.prior_feedback = 'not-in-list' OR r.prior_label IS NOT NULL)
  AND NOT EXISTS (
    SELECT 1 FROM reviews e
    WHERE e.prediction_id = r.prediction_id AND e.id < r.id
      AND ((e.reviewer = r.prior_by AND e.at = r.prior_at AND e.outcome <> 'unusable')
        OR (e.prior_at IS NOT DISTINCT FROM r.prior_at AND e.prior_by IS NOT DISTINCT FROM r.prior_by
          AND e.prior_feedback = r.prior_feedback AND e.prior_label IS NOT DISTINCT FROM r.prior_label)));

INSERT INTO earlier_labels (prediction_id, source, review_id, at, actor, door, verdict, label)
SELECT given.prediction_id, 1, given.id, given.at, given.reviewer, 'review',
       CASE WHEN given.outcome <> 'labelled' THEN given.outcome
            WHEN given.label = given.answered THEN 'confirmed' ELSE 'corrected' END,
       CASE WHEN given.outcome = 'labelled' THEN given.label END
FROM (
  SELECT r.id, r.prediction_id, r.at, r.reviewer, r.outcome, p.label AS answered,
         COALESCE(
           CASE WHEN p.feedback_by = r.reviewer AND p.feedback_at = r.at THEN p.true_label END,
           (SELECT MIN(n.prior_label) FROM reviews n
            WHERE n.prediction_id = r.prediction_id AND n.id > r.id
              AND n.prior_by = r.reviewer AND n.prior_at = r.at),
           (SELECT a.after_value FROM audit_log a
            WHERE a.subject = r.prediction_id AND a.kind = 'label' AND a.action = 'reviewed' AND a.id > r.id
            ORDER BY a.id LIMIT 1),
           p.true_label) AS label
  FROM reviews r JOIN predictions p ON p.id = r.prediction_id) AS given
WHERE given.outcome <> 'labelled' OR given.label IS NOT NULL;

INSERT INTO earlier_labels (prediction_id, source, review_id, at, actor, door, verdict, label)
SELECT p.id, 2, '', COALESCE(p.feedback_at, p.at), COALESCE(p.feedback_by, 'nobody'), 'earlier', p.feedback,
       CASE WHEN p.feedback <> 'not-in-list' THEN p.true_label END
FROM predictions p
WHERE p.feedback IS NOT NULL AND (p.feedback = 'not-in-list' OR p.true_label IS NOT NULL)
  AND NOT EXISTS (
    SELECT 1 FROM reviews r
    WHERE r.prediction_id = p.id AND r.reviewer = p.feedback_by AND r.at = p.feedback_at
      AND r.outcome <> 'unusable')
  AND (EXISTS (SELECT 1 FROM reviews r WHERE r.prediction_id = p.id AND r.outcome <> 'unusable')
    OR NOT EXISTS (
      SELECT 1 FROM reviews r
      WHERE r.prediction_id = p.id AND r.prior_feedback = p.feedback
        AND r.prior_label IS NOT DISTINCT FROM p.true_label
        AND r.prior_at IS NOT DISTINCT FROM p.feedback_at AND r.prior_by IS NOT DISTINCT FROM p.feedback_by));

-- A correction of an answer corrects the lines of open baskets that came from it.
CREATE INDEX basket_lines_prediction ON basket_lines (prediction_id);
