/** Labels in question as a page for people and as files for programs. */
@NullMarked
package dev.greengrocer.lab.report.labels;

import org.jspecify.annotations.NullMarked;
