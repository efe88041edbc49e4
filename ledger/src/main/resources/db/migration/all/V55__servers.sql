-- Servers of one shop that share this database, and the model that all of them answer with. A server of its own, on SQLite,
-- writes none of it. Nothing here is of the books: it is made anew by the servers that start.
CREATE TABLE servers (
  id          VARCHAR(36)  NOT NULL PRIMARY KEY, -- new at each start
  name        VARCHAR(255) NOT NULL,             -- of its machine
  seen_at     BIGINT       NOT NULL,             -- by the clock of the database
  proposal_id VARCHAR(36),                       -- what it was last asked to open
  refusal     VARCHAR(1000)                      -- why it cannot; null: it has opened it
);

-- At most one model answers, and at most one is being opened by all to take its place.
CREATE TABLE shared_models (
  state   VARCHAR(8)   NOT NULL PRIMARY KEY, -- active, proposed
  id      VARCHAR(36)  NOT NULL,
  bundle  VARCHAR(255) NOT NULL,             -- its folder
  sha256  VARCHAR(64)  NOT NULL,             -- of its description and weights
  at      BIGINT       NOT NULL              -- by the clock of the database
);
