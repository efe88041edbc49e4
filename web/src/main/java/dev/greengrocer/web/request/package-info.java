/**
 * What every request passes: its id, the limits of its body, the rules for JSON, parameters,
 * numbers and times.
 */
@NullMarked
package dev.greengrocer.web.request;

import org.jspecify.annotations.NullMarked;
