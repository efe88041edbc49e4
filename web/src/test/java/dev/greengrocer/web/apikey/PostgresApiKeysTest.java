package dev.greengrocer.web.apikey;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresApiKeysTest extends ApiKeysTest {}
