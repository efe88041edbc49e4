/** The OpenAPI document and the page that shows it. */
@NullMarked
package dev.greengrocer.web.openapi;

import org.jspecify.annotations.NullMarked;
