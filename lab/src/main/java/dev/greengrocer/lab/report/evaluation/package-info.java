/** What an evaluation found, as a page, tables and documents. */
@NullMarked
package dev.greengrocer.lab.report.evaluation;

import org.jspecify.annotations.NullMarked;
