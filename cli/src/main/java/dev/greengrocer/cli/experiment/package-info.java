/** Writes trainings, searches and evaluations into the data directory of a server. */
@NullMarked
package dev.greengrocer.cli.experiment;

import org.jspecify.annotations.NullMarked;
