/** Names what photos show: {@code predict}, its photos and the forms of its answers. */
@NullMarked
package dev.greengrocer.cli.predict;

import org.jspecify.annotations.NullMarked;
