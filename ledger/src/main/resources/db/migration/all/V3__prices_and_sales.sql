-- What a kilogram or a piece of something costs from a day on. Rows are never removed: the price of a day is the
-- row with the latest first day that is not after it. Money is whole minor units of the currency of the settings.
CREATE TABLE prices (
  id         VARCHAR(36)  NOT NULL PRIMARY KEY,
  name       VARCHAR(100) NOT NULL, -- a label, a group of labels, or anything else that is sold
  unit       VARCHAR(8)   NOT NULL, -- kg, piece
  amount     BIGINT       NOT NULL,
  plu        VARCHAR(5),
  first_day  VARCHAR(10)  NOT NULL, -- 2026-11-24
  last_day   VARCHAR(10),           -- null: until the next price
  created_at BIGINT       NOT NULL,
  created_by VARCHAR(100) NOT NULL
);

CREATE UNIQUE INDEX prices_name_day ON prices (name, first_day);
CREATE INDEX prices_plu ON prices (plu);

-- What somebody is about to sell. The id is the secret of one browser.
CREATE TABLE baskets (
  id         VARCHAR(64) NOT NULL PRIMARY KEY,
  updated_at BIGINT      NOT NULL
);

CREATE TABLE basket_lines (
  id            VARCHAR(36) NOT NULL PRIMARY KEY,
  basket_id     VARCHAR(64) NOT NULL REFERENCES baskets (id) ON DELETE CASCADE,
  prediction_id VARCHAR(36),
  name          VARCHAR(100), -- null until one of a shortlist is chosen
  unit          VARCHAR(8)  NOT NULL,
  amount        BIGINT,       -- null while nobody has said a price
  by_hand       BOOLEAN     NOT NULL,
  grams         BIGINT,       -- on the scales, packaging included
  tare_grams    BIGINT      NOT NULL,
  pieces        INTEGER
);

CREATE INDEX basket_lines_basket ON basket_lines (basket_id, id);

-- What was sold. A sale is never changed but for being voided and for forgetting its customer.
CREATE TABLE sales (
  id              VARCHAR(36)  NOT NULL PRIMARY KEY,
  number          BIGINT       NOT NULL, -- of the receipt: 1, 2, 3, …
  at              BIGINT       NOT NULL,
  sold_on         VARCHAR(10)  NOT NULL, -- the shop's day
  actor           VARCHAR(100) NOT NULL,
  customer_name   VARCHAR(100),
  customer_mobile VARCHAR(16),           -- E.164
  currency        VARCHAR(3)   NOT NULL,
  payment         VARCHAR(8)   NOT NULL, -- cash, card
  goods_total     BIGINT       NOT NULL, -- the sum of the lines
  cash_rounding   BIGINT       NOT NULL, -- what rounding to coins adds
  total           BIGINT       NOT NULL,
  idempotency_key VARCHAR(200) NOT NULL,
  request_sha256  VARCHAR(64)  NOT NULL,
  voided_at       BIGINT,
  voided_by       VARCHAR(100),
  void_reason     VARCHAR(200)
);

CREATE UNIQUE INDEX sales_number ON sales (number);
CREATE UNIQUE INDEX sales_idempotency ON sales (idempotency_key);
CREATE INDEX sales_day ON sales (sold_on);
CREATE INDEX sales_customer_name ON sales (customer_name);
CREATE INDEX sales_customer_mobile ON sales (customer_mobile);

CREATE TABLE sale_lines (
  sale_id       VARCHAR(36)  NOT NULL REFERENCES sales (id),
  position      INTEGER      NOT NULL, -- from 1
  prediction_id VARCHAR(36),
  name          VARCHAR(100) NOT NULL,
  unit          VARCHAR(8)   NOT NULL,
  amount        BIGINT       NOT NULL, -- for a kilogram or a piece
  by_hand       BOOLEAN      NOT NULL, -- the cashier said the price
  grams         BIGINT,
  tare_grams    BIGINT       NOT NULL,
  pieces        INTEGER,
  total         BIGINT       NOT NULL,
  PRIMARY KEY (sale_id, position)
);

-- What of each kind was sold on each day, voided sales left out; grams are net.
CREATE VIEW sales_by_day AS
SELECT s.sold_on, l.name, s.currency,
       COUNT(*) AS line_count,
       COALESCE(SUM(l.grams - l.tare_grams), 0) AS grams,
       COALESCE(SUM(l.pieces), 0) AS pieces,
       SUM(l.total) AS total
FROM sales s JOIN sale_lines l ON l.sale_id = s.id
WHERE s.voided_at IS NULL
GROUP BY s.sold_on, l.name, s.currency;
