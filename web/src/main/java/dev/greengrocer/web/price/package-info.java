/** The price list over HTTP: its page, its API, its CSV files. */
@NullMarked
package dev.greengrocer.web.price;

import org.jspecify.annotations.NullMarked;
