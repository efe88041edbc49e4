package dev.greengrocer.web.prediction;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresStationsTest extends StationsTest {}
