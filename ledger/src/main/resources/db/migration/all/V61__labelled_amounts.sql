-- The price that a scale's label said, so that it is not taken for one that a clerk has set.
ALTER TABLE basket_lines ADD COLUMN labelled_amount BIGINT;
