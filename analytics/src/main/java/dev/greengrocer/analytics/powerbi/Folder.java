package dev.greengrocer.analytics.powerbi;

/** Under what the model lists its figures. */
enum Folder {
  ANSWERS("Answers", "Antworten"),
  QUALITY("Model quality", "Modellgüte"),
  EXPERIMENTS("Trainings and evaluations", "Trainings und Auswertungen"),
  LATENCY("Latency", "Antwortzeit"),
  SALES("Sales", "Verkauf"),
  STOCK("Stock and margin", "Bestand und Rohertrag"),
  DATA("Data quality", "Datenqualität"),
  REVIEW("Review", "Prüfung");

  private final String english;
  private final String german;

  Folder(String english, String german) {
    this.english = english;
    this.german = german;
  }

  String english() {
    return english;
  }

  String german() {
    return german;
  }
}
