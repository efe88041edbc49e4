/**
 * The analytics export that the server itself writes into a folder or a bucket: every night, or
 * when asked.
 */
@NullMarked
package dev.greengrocer.web.analytics;

import org.jspecify.annotations.NullMarked;
