-- Photos in a bucket that were erased, until they are gone from there and from the queue of every server.
CREATE TABLE photo_erasures (
  sha256  VARCHAR(64) NOT NULL PRIMARY KEY,
  at      BIGINT      NOT NULL, -- when it was erased
  done_at BIGINT                -- when it was deleted in the bucket; null: it may still be there
);
CREATE INDEX photo_erasures_waiting ON photo_erasures (at) WHERE done_at IS NULL;

-- What waits on the disk of each server until the bucket has it, so that other servers know of it.
CREATE TABLE photo_queues (
  id        VARCHAR(36)  NOT NULL PRIMARY KEY, -- of the data directory
  place     VARCHAR(512) NOT NULL,             -- the folder and its machine
  photos    BIGINT       NOT NULL,
  bytes     BIGINT       NOT NULL,
  oldest_at BIGINT,                            -- since when the oldest waits; null: none does
  seen_at   BIGINT       NOT NULL              -- when the server said so
);
