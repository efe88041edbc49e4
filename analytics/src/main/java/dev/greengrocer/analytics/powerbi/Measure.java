package dev.greengrocer.analytics.powerbi;

/**
 * A figure of the model.
 *
 * @param home the table that lists it, as the star schema calls it
 * @param name in English, unique in the model
 * @param folder under which it is listed
 * @param format how it is shown
 * @param words what it means
 * @param formula how it is computed
 */
record Measure(
    String home, String name, Folder folder, Format format, Words words, Formula formula) {

  /**
   * What people read.
   *
   * @param english what the figure means
   * @param germanName its name in German
   * @param german what it means, in German
   */
  record Words(String english, String germanName, String german) {}

  /**
   * One figure, said twice: what Power BI computes, and what any SQL engine computes from the
   * files. A test evaluates both and compares them.
   *
   * @param dax over the tables of the model; {@code MINOR_UNITS} means the number of minor units of
   *     the currency
   * @param sql one value, over views of the star schema that hold what is selected; {@code every_…}
   *     are those that hold all rows
   */
  record Formula(String dax, String sql) {
    Formula {
      dax = dax.strip();
      sql = sql.strip();
    }
  }

  /** What Power BI computes in the currency of a project. */
  String dax(PowerBiOptions options) {
    return formula.dax.replace("MINOR_UNITS", Long.toString(options.minorUnits()));
  }
}
