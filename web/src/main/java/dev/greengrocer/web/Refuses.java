package dev.greengrocer.web;

import dev.greengrocer.ledger.Problem;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the problems of an operation's own that the API document lists by their status. What every
 * operation may answer, such as 400, 401, 403 and 429, is listed without it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {

  /** The problems. */
  Problem[] value();
}
