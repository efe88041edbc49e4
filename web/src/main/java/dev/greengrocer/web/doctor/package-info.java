/**
 * What may keep a server from starting or from going on: each {@link
 * dev.greengrocer.web.doctor.Check} looks at one thing, changes nothing, and says what to do.
 */
@NullMarked
package dev.greengrocer.web.doctor;

import org.jspecify.annotations.NullMarked;
