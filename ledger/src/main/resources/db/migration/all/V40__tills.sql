-- The name of the till at which a basket is filled, for scales; and the last weight that one of them filled in, so that
-- the same reading never fills two lines.
ALTER TABLE baskets ADD COLUMN till VARCHAR(32);
ALTER TABLE baskets ADD COLUMN weighed_key VARCHAR(64);
ALTER TABLE baskets ADD COLUMN weighed_line VARCHAR(36);

CREATE INDEX baskets_till ON baskets (till);
