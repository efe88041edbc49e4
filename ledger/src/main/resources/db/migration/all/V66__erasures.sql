-- What people asked to have erased, by the ids of the rows: nothing of what stood in them. The file erasures.jsonl beside the
-- database says the same; what stands there and not here, a restored backup does not know yet, and it is erased again.
CREATE TABLE erasures (
  id      VARCHAR(36) NOT NULL, -- of the erasure
  at      BIGINT      NOT NULL,
  kind    VARCHAR(24) NOT NULL, -- predictions, sales, sales-mentions, baskets, photos, photos-before, answers-before
  subject VARCHAR(36) NOT NULL, -- id of a row, or the first id that stayed
  PRIMARY KEY (id, kind, subject)
);
