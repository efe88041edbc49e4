package dev.greengrocer.web.audit;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresAuditTest extends AuditTest {}
