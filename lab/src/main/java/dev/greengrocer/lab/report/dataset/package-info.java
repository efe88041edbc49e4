/** What a preparation found, as a page. */
@NullMarked
package dev.greengrocer.lab.report.dataset;

import org.jspecify.annotations.NullMarked;
