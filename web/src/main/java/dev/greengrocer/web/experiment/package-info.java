/** Trainings, searches and evaluations side by side: the page, its files and the API. */
@NullMarked
package dev.greengrocer.web.experiment;

import org.jspecify.annotations.NullMarked;
