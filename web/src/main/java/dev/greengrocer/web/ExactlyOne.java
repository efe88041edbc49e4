package dev.greengrocer.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of some members of a body, one is given and no more; a member that is null or false is not given.
 * The server checks it, and the API document has it as {@code oneOf}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ExactlyOne {

  /** The names of the members. */
  String[] value();
}
