package dev.greengrocer.web.command;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresDoctorBesideServerTest extends DoctorBesideServerTest {}
