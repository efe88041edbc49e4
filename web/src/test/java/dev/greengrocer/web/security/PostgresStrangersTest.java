package dev.greengrocer.web.security;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresStrangersTest extends StrangersTest {}
