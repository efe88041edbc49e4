package dev.greengrocer.analytics.powerbi;

/** How a figure is shown. */
enum Format {
  /** How many. */
  COUNT("#,0"),
  /** A mean of counts. */
  MEAN("#,0.0"),
  /** A part of 1, shown as a percentage. */
  SHARE("0.0%;-0.0%;0.0%"),
  /** A number without unit. */
  NUMBER("0.000"),
  /** A time. */
  MILLISECONDS("#,0.0 \"ms\""),
  /** A weight. */
  KILOGRAMS("#,0.0 \"kg\""),
  /** A sum of money in the currency of the project. */
  MONEY("");

  private final String pattern;

  Format(String pattern) {
    this.pattern = pattern;
  }

  /** The format string of the model. */
  String pattern(PowerBiOptions options) {
    if (this != MONEY) {
      return pattern;
    }
    String digits = options.digits() == 0 ? "" : "." + "0".repeat(options.digits());
    return "#,0%s \"%s\"".formatted(digits, options.currency().getCurrencyCode());
  }
}
