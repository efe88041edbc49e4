/**
 * The one place where a failure becomes an HTTP problem, for programs, or an error page, for
 * people.
 */
@NullMarked
package dev.greengrocer.web.problem;

import org.jspecify.annotations.NullMarked;
