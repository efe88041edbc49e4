/** The audit log over HTTP. */
@NullMarked
package dev.greengrocer.web.audit;

import org.jspecify.annotations.NullMarked;
