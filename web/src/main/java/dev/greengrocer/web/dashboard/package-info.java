/** How it is going: answers over time, confidence, corrections, latency, sales and drift. */
@NullMarked
package dev.greengrocer.web.dashboard;

import org.jspecify.annotations.NullMarked;
