-- Rates of tax in hundredths of a percent; null is the shop's rate in a price, and no rate in a line of a sale.
ALTER TABLE prices ADD COLUMN tax_rate INTEGER;
ALTER TABLE replaced_prices ADD COLUMN tax_rate INTEGER;
ALTER TABLE sale_lines ADD COLUMN tax_rate INTEGER;

-- Whether the prices of a sale held the tax; what was added to its total if not.
ALTER TABLE sales ADD COLUMN tax_included BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE sales ADD COLUMN tax_added BIGINT NOT NULL DEFAULT 0;

-- The sums of a sale by rate of tax, in minor units, as they were counted when it was made. Net and tax of a rate are what
-- its lines cost; sales of earlier versions and lines without a rate have none.
CREATE TABLE sale_taxes (
  sale_id  VARCHAR(36) NOT NULL REFERENCES sales (id),
  tax_rate INTEGER     NOT NULL,
  net      BIGINT      NOT NULL,
  tax      BIGINT      NOT NULL,
  PRIMARY KEY (sale_id, tax_rate)
);
