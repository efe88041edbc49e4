package dev.greengrocer.web.dashboard;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresLinkedMarksTest extends LinkedMarksTest {}
