-- Baskets that were put aside for later. Their lines are those of a basket that no browser has. A row stays for some days
-- after its basket was taken back, so that asking again gives the same answer.
CREATE TABLE parked_baskets (
  id         VARCHAR(36)  NOT NULL PRIMARY KEY,
  number     BIGINT       NOT NULL, -- the smallest that no other waiting basket has
  name       VARCHAR(40),
  basket_id  VARCHAR(64)  NOT NULL,
  parked_at  BIGINT       NOT NULL,
  parked_by  VARCHAR(100) NOT NULL,
  taken_at   BIGINT,                -- null: it waits
  taken_by   VARCHAR(100),
  taken_into VARCHAR(64)            -- the hash of the basket that has its lines now; null: they were handed to whoever took it
);

CREATE UNIQUE INDEX parked_baskets_number ON parked_baskets (number) WHERE taken_at IS NULL;
CREATE UNIQUE INDEX parked_baskets_basket ON parked_baskets (basket_id);
