/** Sales and receipts over HTTP: pages and API. */
@NullMarked
package dev.greengrocer.web.sale;

import org.jspecify.annotations.NullMarked;
