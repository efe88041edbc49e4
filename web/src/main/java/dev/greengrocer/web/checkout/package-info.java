/** The basket of one browser, from the first goods to the receipt. */
@NullMarked
package dev.greengrocer.web.checkout;

import org.jspecify.annotations.NullMarked;
