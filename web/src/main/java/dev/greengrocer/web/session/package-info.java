/** One session for all servers on one PostgreSQL. */
@NullMarked
package dev.greengrocer.web.session;

import org.jspecify.annotations.NullMarked;
