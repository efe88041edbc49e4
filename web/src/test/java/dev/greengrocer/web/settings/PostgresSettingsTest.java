package dev.greengrocer.web.settings;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresSettingsTest extends SettingsTest {}
