/** Trainings, searches and evaluations in the books, taken from the files of workstations. */
@NullMarked
package dev.greengrocer.ledger.experiment;

import org.jspecify.annotations.NullMarked;
