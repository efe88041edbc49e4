/** The closing of a day over HTTP: pages and API. */
@NullMarked
package dev.greengrocer.web.closing;

import org.jspecify.annotations.NullMarked;
