/**
 * Trainings, searches and evaluations as small files: what a workstation writes into the data
 * directory of a server, and what the server reads from there.
 */
@NullMarked
package dev.greengrocer.experiment;

import org.jspecify.annotations.NullMarked;
