-- The history is paged by id; this finds the few answers of a narrow range of probability, or that there are none,
-- without looking through all of them.
CREATE INDEX predictions_probability ON predictions (probability, id);
