/** Scales on serial ports: what they send, which till they weigh for, and whether they answer. */
@NullMarked
package dev.greengrocer.web.scale;

import org.jspecify.annotations.NullMarked;
