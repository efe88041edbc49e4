/**
 * What the server tells systemd, the program that starts services on Linux: that it answers, that
 * it still does, and that it stops (<a
 * href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify</a>).
 * Where nothing asks for it, nothing is sent.
 */
@NullMarked
package dev.greengrocer.web.systemd;

import org.jspecify.annotations.NullMarked;
