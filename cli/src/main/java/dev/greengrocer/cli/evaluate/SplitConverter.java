package dev.greengrocer.cli.evaluate;

import dev.greengrocer.lab.dataset.Split;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a split as {@link Split#parse} spells it. */
final class SplitConverter implements ITypeConverter<Split> {

  @Override
  public Split convert(String value) {
    return Split.parse(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is not a split; give train, validation or test"));
  }
}
