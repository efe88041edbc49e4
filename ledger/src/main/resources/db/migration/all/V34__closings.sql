-- Z reports: each closes a period, which is the receipts after the last one of the report before. Nothing here is ever
-- changed or removed. Sales of before this table belong to no period; what is taken back of them later, to the one in which it is.
CREATE TABLE closings (
  id              VARCHAR(36)  NOT NULL PRIMARY KEY,
  number          BIGINT       NOT NULL, -- 1, 2, 3, …
  at              BIGINT       NOT NULL,
  opened_at       BIGINT,                -- when the one before was made; null for the first
  actor           VARCHAR(100) NOT NULL,
  currency        VARCHAR(3)   NOT NULL,
  first_receipt   BIGINT       NOT NULL,
  last_receipt    BIGINT       NOT NULL, -- one less than the first when nothing was sold
  opening_cash    BIGINT       NOT NULL, -- what the one before left in the drawer
  expected_cash   BIGINT       NOT NULL,
  counted_cash    BIGINT       NOT NULL,
  kept_cash       BIGINT       NOT NULL, -- what stays in the drawer
  sales_total     BIGINT       NOT NULL, -- of the period's receipts in the currency
  voided_total    BIGINT       NOT NULL, -- of what was taken back in the period
  idempotency_key VARCHAR(200) NOT NULL,
  request_sha256  VARCHAR(64)  NOT NULL
);

CREATE UNIQUE INDEX closings_number ON closings (number);
CREATE UNIQUE INDEX closings_idempotency ON closings (idempotency_key);

-- What each clerk sold of a period, by payment; the sums of the period are sums of these.
CREATE TABLE closing_sums (
  closing_id VARCHAR(36)  NOT NULL REFERENCES closings (id),
  clerk      VARCHAR(100) NOT NULL,
  payment    VARCHAR(8)   NOT NULL, -- cash, card
  currency   VARCHAR(3)   NOT NULL,
  sales      BIGINT       NOT NULL,
  total      BIGINT       NOT NULL,
  rounding   BIGINT       NOT NULL, -- of which rounding to coins
  overrides  BIGINT       NOT NULL, -- lines whose price the clerk said
  overridden BIGINT       NOT NULL, -- the total of those lines
  PRIMARY KEY (closing_id, clerk, payment, currency)
);

-- The tax of a period by rate, as its receipts have it, and of what was taken back in it.
CREATE TABLE closing_taxes (
  closing_id VARCHAR(36) NOT NULL REFERENCES closings (id),
  currency   VARCHAR(3)  NOT NULL,
  tax_rate   INTEGER     NOT NULL, -- hundredths of a percent
  net        BIGINT      NOT NULL,
  tax        BIGINT      NOT NULL,
  voided_net BIGINT      NOT NULL,
  voided_tax BIGINT      NOT NULL,
  PRIMARY KEY (closing_id, currency, tax_rate)
);

-- What was taken back, in the period in which it was; its sale may be of an earlier one.
CREATE TABLE closing_voids (
  sale_id    VARCHAR(36)  NOT NULL PRIMARY KEY REFERENCES sales (id),
  closing_id VARCHAR(36)  REFERENCES closings (id), -- null: before there were closings
  receipt    BIGINT       NOT NULL,
  payment    VARCHAR(8)   NOT NULL,
  currency   VARCHAR(3)   NOT NULL,
  total      BIGINT       NOT NULL,
  actor      VARCHAR(100) NOT NULL  -- who took it back
);

CREATE INDEX closing_voids_closing ON closing_voids (closing_id, receipt);
CREATE INDEX sales_voided ON sales (number) WHERE voided_at IS NOT NULL;

-- The number of the last report and the last receipt that belongs to a period, in one row: whoever closes holds it.
CREATE TABLE closing_counter (
  last_number  BIGINT NOT NULL,
  last_receipt BIGINT NOT NULL
);

INSERT INTO closing_counter (last_number, last_receipt) SELECT 0, last_number FROM receipt_numbers;

INSERT INTO closing_voids (sale_id, closing_id, receipt, payment, currency, total, actor)
SELECT id, NULL, number, payment, currency, total, COALESCE(voided_by, '') FROM sales WHERE voided_at IS NOT NULL;
