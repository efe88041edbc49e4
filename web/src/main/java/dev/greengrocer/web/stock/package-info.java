/** The stock: what is there, deliveries, waste, counts and every movement. */
@NullMarked
package dev.greengrocer.web.stock;

import org.jspecify.annotations.NullMarked;
