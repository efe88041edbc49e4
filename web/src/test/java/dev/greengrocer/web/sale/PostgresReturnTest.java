package dev.greengrocer.web.sale;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresReturnTest extends ReturnTest {}
