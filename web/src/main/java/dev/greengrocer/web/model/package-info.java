/** The model that is running: opened, warmed up, replaced while requests run, and rolled back. */
@NullMarked
package dev.greengrocer.web.model;

import org.jspecify.annotations.NullMarked;
