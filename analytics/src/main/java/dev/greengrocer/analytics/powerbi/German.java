package dev.greengrocer.analytics.powerbi;

import java.util.Map;
import java.util.TreeMap;

/** German names of tables, columns and hierarchies. Those of figures are beside them. Stateless. */
final class German {

  private static final Map<String, String> NAMES =
      read(
          """
          Prediction: Antwort
          Prediction id: Nummer der Antwort
          Answered at: Beantwortet (UTC)
          Answered local: Beantwortet (Ortszeit)
          UTC offset minutes: Minuten vor UTC
          Station: Station
          Confidence: Sicherheit
          Confidence bin: Sicherheit in Zehnteln
          Margin: Abstand
          Latency class milliseconds: Klasse der Antwortzeit (ms)
          Verdict: Urteil
          Is right: Richtig
          Is offered: Zur Auswahl gestanden
          Page: Seite
          Label: Aussage
          Said at: Gesagt (UTC)
          Is withdrawn: Zurückgenommen
          Sale line: Verkaufszeile
          Receipt: Bon
          Line: Zeile
          Unit: Einheit
          Is price by clerk: Preis von Hand
          Tax rate: Steuersatz (Hundertstel Prozent)
          Currency: Währung
          Is voided: Storniert
          Is return: Rückgabe
          Stock movement: Lagerbewegung
          Moved at: Gebucht (UTC)
          Movement kind: Art der Bewegung
          Flow: Wozu es zählt
          Delivery: Lieferung
          Supplier: Lieferant
          Lot: Charge
          Stated reason: Angegebener Grund
          Price: Preis
          Unit price: Preis je Einheit
          Valid from: Gültig von
          Valid to: Gültig bis
          Aliases: Andere Namen
          Data SHA-256: SHA-256 der Daten
          Measured photos: Gemessene Fotos
          Measured accuracy: Gemessene Genauigkeit
          Sale tax: Umsatzsteuer
          Is included: Im Preis enthalten
          Payment: Zahlung
          Paid at: Bezahlt (UTC)
          Method: Zahlungsart
          Date: Datum
          Year: Jahr
          Quarter: Quartal
          Month: Monat
          Month name: Monatsname
          Year month: Jahr und Monat
          Day: Tag
          Week: Woche
          Week year: Jahr der Woche
          Weekday: Wochentag
          Weekday name: Name des Wochentags
          Is weekend: Wochenende
          Day of week: Tag der Woche
          Fiscal year: Geschäftsjahr
          Fiscal quarter: Quartal des Geschäftsjahrs
          Fiscal month: Monat des Geschäftsjahrs
          Fiscal week: Woche des Geschäftsjahrs
          Hour: Stunde
          Name: Name
          Class: Klasse
          Confirmed class: Bestätigte Klasse
          Kind: Sorte
          PLU: PLU
          Model: Modell
          SHA-256: SHA-256
          Training epoch: Trainingsepoche
          Epoch: Epoche
          Ended at: Beendet (UTC)
          Evaluation cell: Auswertungszelle
          Split: Teil der Daten
          Model health: Zustand des Modells
          Data set: Datensatz
          Experiment: Experiment
          Experiment id: Nummer des Experiments
          Experiment kind: Art des Experiments
          State: Stand
          Network: Netz
          Source: Quelle
          About: Worum es geht
          Clerk: Kassenkraft
          Reason: Grund
          Decision: Entscheidung
          Words: Erklärung
          Calendar: Kalender
          Weeks: Wochen
          Fiscal calendar: Geschäftskalender
          Fiscal weeks: Geschäftswochen
          Goods: Ware
          Decisions: Entscheidungen
          """);

  private German() {}

  static String table(ModelTable table) {
    return of(table.name());
  }

  static String column(ModelColumn column) {
    return of(column.name());
  }

  static String hierarchy(ModelTable.Hierarchy hierarchy) {
    return of(hierarchy.name());
  }

  /** A level has the name of its column. */
  static String level(String column) {
    return of(column);
  }

  private static String of(String english) {
    String german = NAMES.get(english);
    if (german == null) {
      throw new IllegalStateException("'%s' has no German name".formatted(english));
    }
    return german;
  }

  private static Map<String, String> read(String lines) {
    Map<String, String> names = new TreeMap<>();
    lines
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              names.put(line.substring(0, colon), line.substring(colon + 2));
            });
    return names;
  }
}
