/**
 * The queue that makes the model better: which answers a person should look at, and the export of
 * reviewed photos as class folders.
 */
@NullMarked
package dev.greengrocer.web.review;

import org.jspecify.annotations.NullMarked;
