package dev.greengrocer.web.closing;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresClosingTest extends ClosingTest {}
