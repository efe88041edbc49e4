-- Settings that an administrator has changed while the server runs; what is not here is as the server was started.
CREATE TABLE settings (
  name       VARCHAR(100)  NOT NULL PRIMARY KEY, -- such as greengrocer.tax.rate
  content    VARCHAR(4000) NOT NULL,             -- of a list: one entry a line
  changed_at BIGINT        NOT NULL,
  changed_by VARCHAR(100)  NOT NULL
);
