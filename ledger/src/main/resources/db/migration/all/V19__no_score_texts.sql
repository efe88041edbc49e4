-- Version 18, which is written in Java, moved what stood here to prediction_scores.
ALTER TABLE predictions DROP COLUMN shortlist;
ALTER TABLE predictions DROP COLUMN scores;
