-- What comes into the shop and goes out of it. A movement is a row that is never changed or removed: what was wrong is set
-- right by another row. What is booked together (a delivery, a sale, a count) has one booking, and a position in it.
CREATE TABLE stock_movements (
  id            VARCHAR(36)  NOT NULL PRIMARY KEY,
  booking_id    VARCHAR(36)  NOT NULL, -- of the sale or delivery; of waste and counts an id of their own
  position      INTEGER      NOT NULL, -- 1, 2, 3, …: of a sale, its line
  kind          VARCHAR(8)   NOT NULL, -- delivery, sale, return, void, waste, count
  at            BIGINT       NOT NULL,
  moved_on      VARCHAR(10)  NOT NULL, -- the shop's day
  actor         VARCHAR(100) NOT NULL,
  name          VARCHAR(100) NOT NULL,
  unit          VARCHAR(5)   NOT NULL, -- kg, piece
  amount        BIGINT       NOT NULL, -- grams or pieces; below 0 what went out; of a count what it found more
  counted       BIGINT,                -- of a count: what was there
  reason        VARCHAR(200),          -- of waste, of a count, and of a delivery that was voided
  lot           VARCHAR(50),
  cost          BIGINT,                -- what the shop pays for a crate, in minor units, or null when nobody said
  currency      VARCHAR(3),            -- of the cost
  prediction_id VARCHAR(36)            -- the answer that named a crate
);

-- Twice of one line of a sale or a delivery can never be.
CREATE UNIQUE INDEX stock_movements_booking ON stock_movements (booking_id, kind, position);
CREATE INDEX stock_movements_name ON stock_movements (name, id);
CREATE INDEX stock_movements_day ON stock_movements (moved_on, name);
CREATE INDEX stock_movements_cost ON stock_movements (name, moved_on) WHERE kind = 'delivery' AND cost IS NOT NULL;

-- A delivery; its crates are its movements.
CREATE TABLE deliveries (
  id          VARCHAR(36)  NOT NULL PRIMARY KEY,
  number      BIGINT       NOT NULL, -- 1, 2, 3, …
  at          BIGINT       NOT NULL,
  received_on VARCHAR(10)  NOT NULL, -- the shop's day
  actor       VARCHAR(100) NOT NULL,
  supplier    VARCHAR(100),
  document    VARCHAR(50)            -- the number of the supplier's note or invoice
);

CREATE UNIQUE INDEX deliveries_number ON deliveries (number);

-- The sums of all movements, written with each of them: a till asks for them at every line.
CREATE TABLE stock_levels (
  name   VARCHAR(100) NOT NULL,
  unit   VARCHAR(5)   NOT NULL,
  amount BIGINT       NOT NULL,
  kept   INTEGER      NOT NULL, -- 1 once it was delivered, counted or wasted; 0 while it was only sold
  PRIMARY KEY (name, unit)
);

-- Below it, something is to be ordered. The one part of the stock that is a setting and changes.
CREATE TABLE stock_thresholds (
  name       VARCHAR(100) NOT NULL,
  unit       VARCHAR(5)   NOT NULL,
  amount     BIGINT       NOT NULL,
  changed_at BIGINT       NOT NULL,
  changed_by VARCHAR(100) NOT NULL,
  PRIMARY KEY (name, unit)
);

-- The number of the last delivery, and the last receipt of before there was a stock: up to it, receipts have no movements.
CREATE TABLE stock_counter (
  last_delivery BIGINT NOT NULL,
  last_receipt  BIGINT NOT NULL
);

INSERT INTO stock_counter (last_delivery, last_receipt) SELECT 0, last_number FROM receipt_numbers;

-- What is there of each kind that is kept in stock.
CREATE VIEW stock_on_hand AS
SELECT COALESCE(n.name, l.name) AS name, l.unit, SUM(l.amount) AS amount
FROM stock_levels l LEFT JOIN sale_names n ON n.written = l.name
GROUP BY COALESCE(n.name, l.name), l.unit
HAVING MAX(l.kept) = 1;

-- What came in and went out of each kind on each day. A delivery that was voided counts as negative on the day on which it
-- was, and so does a sale.
CREATE VIEW stock_by_day AS
SELECT m.moved_on, COALESCE(n.name, m.name) AS name, m.unit,
       SUM(CASE WHEN m.kind = 'delivery' OR (m.kind = 'void' AND m.amount < 0) THEN m.amount ELSE 0 END) AS delivered,
       SUM(CASE WHEN m.kind IN ('sale', 'return') OR (m.kind = 'void' AND m.amount > 0) THEN -m.amount ELSE 0 END) AS sold,
       SUM(CASE WHEN m.kind = 'waste' THEN -m.amount ELSE 0 END) AS wasted,
       SUM(CASE WHEN m.kind = 'count' THEN m.amount ELSE 0 END) AS count_difference
FROM stock_movements m LEFT JOIN sale_names n ON n.written = m.name
GROUP BY m.moved_on, COALESCE(n.name, m.name), m.unit;
