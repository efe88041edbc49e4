package dev.greengrocer.web.server;

import dev.greengrocer.web.OnPostgres;

/** The same on PostgreSQL. */
@OnPostgres
final class PostgresDoctorBesideServerTest extends DoctorBesideServerTest {}
