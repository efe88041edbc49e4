/** The log of predictions over HTTP: pages, search and export. */
@NullMarked
package dev.greengrocer.web.history;

import org.jspecify.annotations.NullMarked;
