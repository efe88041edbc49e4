package dev.greengrocer.ledger.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a map of a group of settings that people write as a table: on each line the key, a colon,
 * and the values of these columns with commas between them, such as {@code counter-1:
 * 192.168.1.50:9100, 42}. Columns at the end may be left out.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface SettingColumns {

  /** The properties of a value of the map, in the order of the columns. */
  String[] value();
}
