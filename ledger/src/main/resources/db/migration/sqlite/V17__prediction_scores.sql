-- The labels of each answer with their probabilities, a row each. An answer has two lists: the most probable labels of
-- the model, and the names that were shown, which are groups of synonyms and have the probability of the whole group.
CREATE TABLE prediction_scores (
  prediction_id VARCHAR(36)      NOT NULL REFERENCES predictions (id) ON DELETE CASCADE,
  shown         BOOLEAN          NOT NULL, -- a name that was shown; otherwise a label of the model
  rank          INTEGER          NOT NULL, -- from 1 in its list, the most probable first
  label         TEXT             NOT NULL,
  probability   DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (prediction_id, shown, rank)
) WITHOUT ROWID;

-- Scores of earlier versions that are not what a list of scores is, as they stood there.
CREATE TABLE unconverted_scores (
  prediction_id VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES predictions (id) ON DELETE CASCADE,
  shortlist     TEXT        NOT NULL,
  scores        TEXT        NOT NULL
);
