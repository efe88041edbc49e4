/**
 * Assembles the server: the database, the model, the figures for Prometheus, and what happens when
 * it starts and stops.
 */
@NullMarked
package dev.greengrocer.web.server;

import org.jspecify.annotations.NullMarked;
