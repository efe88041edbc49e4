/** Erasing photos and customers over HTTP. */
@NullMarked
package dev.greengrocer.web.privacy;

import org.jspecify.annotations.NullMarked;
