package dev.greengrocer.web.label;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresLabelLogTest extends LabelLogTest {}
