-- Requests that may come twice and are done once: one table for all that predictions, sales and closings had of them.
CREATE TABLE idempotency (
  scope           VARCHAR(16)  NOT NULL, -- prediction, sale, basket, closing, closing-form
  owner           VARCHAR(64)  NOT NULL, -- who chose the key; empty for a basket, and where an earlier version kept a name in the key
  idempotency_key VARCHAR(200) NOT NULL,
  request_sha256  VARCHAR(64)  NOT NULL, -- of the request in canonical form; erased: of a customer who was erased
  result_id       VARCHAR(36)  NOT NULL, -- of the prediction, sale or closing
  at              BIGINT       NOT NULL,
  PRIMARY KEY (scope, owner, idempotency_key)
);

-- A key had its owner before it: a user or an API key by its id, of 36 characters; earlier, by a name, which stays in the key.
-- A request without a key had one that nobody knew (once:), and one of an erased customer may have lost its own (erased:).
INSERT INTO idempotency (scope, owner, idempotency_key, request_sha256, result_id, at)
SELECT k.scope, k.owner,
       CASE k.owner WHEN '' THEN k.given ELSE substr(k.given, length(k.owner) + 2) END,
       COALESCE(k.request_sha256, ''), k.id, k.at
FROM (
  SELECT g.scope, g.given, g.request_sha256, g.id, g.at,
         CASE WHEN g.scope = 'basket' THEN ''
              WHEN substr(g.given, 1, 5) = 'user:'
                   AND substr(g.given, 6, 37) LIKE '________-____-____-____-____________:' THEN substr(g.given, 1, 41)
              WHEN substr(g.given, 1, 4) = 'key:'
                   AND substr(g.given, 5, 37) LIKE '________-____-____-____-____________:' THEN substr(g.given, 1, 40)
              WHEN substr(g.given, 1, 10) = 'demo:demo:' THEN 'demo:demo'
              WHEN substr(g.given, 1, 7) = 'nobody:' AND g.actor IS NULL THEN 'nobody'
              ELSE '' END AS owner
  FROM (
    SELECT 'prediction' AS scope, idempotency_key AS given, request_sha256, id, at, actor
    FROM predictions WHERE idempotency_key IS NOT NULL
    UNION ALL
    SELECT 'sale', substr(idempotency_key, 5), request_sha256, id, at, actor
    FROM sales WHERE substr(idempotency_key, 1, 4) = 'api:'
    UNION ALL
    SELECT 'basket', substr(idempotency_key, 8), substr(idempotency_key, 8), id, at, actor
    FROM sales WHERE substr(idempotency_key, 1, 7) = 'basket:'
    UNION ALL
    SELECT 'closing', substr(idempotency_key, 5), request_sha256, id, at, actor
    FROM closings WHERE substr(idempotency_key, 1, 4) = 'api:'
    UNION ALL
    SELECT 'closing-form', substr(idempotency_key, 6), request_sha256, id, at, actor
    FROM closings WHERE substr(idempotency_key, 1, 5) = 'page:'
  ) g
) k;

CREATE INDEX idempotency_result ON idempotency (scope, result_id);

DROP INDEX predictions_idempotency;
ALTER TABLE predictions DROP COLUMN idempotency_key;
ALTER TABLE predictions DROP COLUMN request_sha256;
DROP INDEX sales_idempotency;
ALTER TABLE sales DROP COLUMN idempotency_key;
ALTER TABLE sales DROP COLUMN request_sha256;
DROP INDEX closings_idempotency;
ALTER TABLE closings DROP COLUMN idempotency_key;
ALTER TABLE closings DROP COLUMN request_sha256;
