package dev.greengrocer.web.privacy;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresErasureTest extends ErasureTest {}
