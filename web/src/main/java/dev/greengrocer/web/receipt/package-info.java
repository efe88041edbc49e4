/** Receipts and labels of bags on paper: as a PDF file, and on printers in the network. */
@NullMarked
package dev.greengrocer.web.receipt;

import org.jspecify.annotations.NullMarked;
