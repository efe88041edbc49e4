package dev.greengrocer.web.request;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL, which keeps no text with a zero character. */
@OnPostgres
final class PostgresAnyFormTest extends AnyFormTest {}
