/** The analytics export that the server itself writes into a folder: every night, or when asked. */
@NullMarked
package dev.greengrocer.web.analytics;

import org.jspecify.annotations.NullMarked;
