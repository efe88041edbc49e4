/** The settings of the shop on one page: what they are, where they come from, and their change. */
@NullMarked
package dev.greengrocer.web.settings;

import org.jspecify.annotations.NullMarked;
