-- The answers of which people have said something, the latest first: where they are few, all others were looked through.
CREATE INDEX predictions_judged ON predictions (id) WHERE feedback IS NOT NULL;
