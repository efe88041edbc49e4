-- What a line of a basket was before its photo was corrected, until a person has seen to the line.
ALTER TABLE basket_lines ADD COLUMN corrected_from VARCHAR(100);
