-- Who may come in. Names are lower case, so that one person has one name.
CREATE TABLE users (
  id              VARCHAR(36)  NOT NULL PRIMARY KEY,
  name            VARCHAR(40)  NOT NULL,
  password        VARCHAR(200) NOT NULL, -- {algorithm}hash
  role            VARCHAR(16)  NOT NULL, -- clerk, reviewer, administrator
  must_change     BOOLEAN      NOT NULL, -- the password was given by somebody else
  disabled        BOOLEAN      NOT NULL,
  version         INTEGER      NOT NULL, -- goes up with every change that ends this user's sessions
  created_at      BIGINT       NOT NULL,
  last_sign_in_at BIGINT
);

CREATE UNIQUE INDEX users_name ON users (name);

-- Failed sign-ins since the last good one, of a user name and of an address.
CREATE TABLE sign_in_failures (
  subject  VARCHAR(100) NOT NULL PRIMARY KEY, -- user:NAME, address:ADDRESS
  failures INTEGER      NOT NULL,
  last_at  BIGINT       NOT NULL
);

CREATE INDEX sign_in_failures_last ON sign_in_failures (last_at);

-- Keys of programs. The secret is 256 random bits: a plain hash of it tells nothing.
CREATE TABLE api_keys (
  id                  VARCHAR(36)  NOT NULL PRIMARY KEY,
  name                VARCHAR(60)  NOT NULL,
  secret_sha256       VARCHAR(64)  NOT NULL,
  beginning           VARCHAR(12)  NOT NULL, -- of the secret, to tell keys apart
  role                VARCHAR(16)  NOT NULL,
  requests_per_minute INTEGER      NOT NULL,
  created_at          BIGINT       NOT NULL,
  created_by          VARCHAR(100) NOT NULL,
  last_used_at        BIGINT,
  revoked_at          BIGINT
);

CREATE UNIQUE INDEX api_keys_secret ON api_keys (secret_sha256);

-- Who changed what. Rows are only ever added.
CREATE TABLE audit_log (
  id           VARCHAR(36)  NOT NULL PRIMARY KEY,
  at           BIGINT       NOT NULL,
  actor        VARCHAR(100) NOT NULL,
  kind         VARCHAR(16)  NOT NULL, -- price, sale, customer, user, key, label, model
  subject      VARCHAR(200) NOT NULL,
  action       VARCHAR(40)  NOT NULL,
  before_value TEXT,
  after_value  TEXT
);

CREATE INDEX audit_log_kind ON audit_log (kind, id);
CREATE INDEX audit_log_actor ON audit_log (actor, id);
CREATE INDEX audit_log_subject ON audit_log (subject, id);
