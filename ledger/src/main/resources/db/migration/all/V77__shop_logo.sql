-- The picture that receipts begin with. It is in the database, so that backups, moves and all servers of a shop have it; as
-- text, because both databases have the same text and not the same bytes.
CREATE TABLE shop_logo (
  id         INTEGER      NOT NULL PRIMARY KEY, -- 1: a shop has one
  sha256     VARCHAR(64)  NOT NULL,             -- of the file
  png        TEXT         NOT NULL,             -- the file in base 64
  changed_at BIGINT       NOT NULL,
  changed_by VARCHAR(100) NOT NULL
);
