package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.analytics.schema.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The queries (Power Query M) that read the tables. Stateless. */
final class Queries {

  static final String READ_TABLE = "ReadTable";
  static final String UTC = "ToUtc";
  static final String APP = "AppAddress";
  static final String FOLDER = "ExportFolder";
  static final String SERVER = "PostgresServer";
  static final String DATABASE = "PostgresDatabase";

  private static final String READ_FOLDER =
      """
      (name as text) as table =>
          let
              Files = Folder.Files(ExportFolder),
              Slashes = Table.TransformColumns(Files, {{"Folder Path", each Text.Replace(_, "\\", "/"), type text}}),
              Kept = Table.SelectRows(
                  Slashes,
                  each Text.EndsWith([Folder Path], "/parquet/" & name & "/")
                      or (Text.EndsWith([Folder Path], "/parquet/") and [Name] = name & ".parquet")
              ),
              Tables = List.Transform(Kept[Content], each Parquet.Document(_))
          in
              if List.IsEmpty(Tables) then
                  error Error.Record(
                      "Greengrocer",
                      "No files of the table '" & name & "' in " & ExportFolder
                          & ": set the parameter ExportFolder to the folder that 'greengrocer export analytics' wrote"
                  )
              else
                  Table.Combine(Tables)
      """;

  private static final String READ_DATABASE =
      """
      (name as text) as table =>
          PostgreSQL.Database(PostgresServer, PostgresDatabase){[Schema = "%s", Item = name]}[Data]
      """
          .formatted(PostgresViews.SCHEMA);

  private static final String TO_UTC =
      """
      (moment as any) as any =>
          if moment is datetimezone then DateTimeZone.RemoveZone(DateTimeZone.ToUtc(moment)) else moment
      """;

  private Queries() {}

  /** Values that people may change, by name. */
  static Map<String, String> parameters(PowerBiOptions options) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(APP, options.app());
    if (options.source() instanceof PowerBiSource.Folder folder) {
      parameters.put(FOLDER, folder.path());
    } else if (options.source() instanceof PowerBiSource.PostgreSql database) {
      parameters.put(SERVER, database.server());
      parameters.put(DATABASE, database.database());
    }
    return parameters;
  }

  /** Functions that the queries of tables call, by name. */
  static Map<String, String> functions(PowerBiOptions options) {
    return new TreeMap<>(
        Map.of(
            READ_TABLE,
            options.source() instanceof PowerBiSource.Folder ? READ_FOLDER : READ_DATABASE,
            UTC,
            TO_UTC));
  }

  /** The query of a table. */
  static String of(ModelTable table) {
    List<ModelColumn> stored =
        table.columns().stream()
            .filter(column -> !column.source().equals(SemanticModel.PAGE))
            .toList();
    StringBuilder query = new StringBuilder("let\n");
    query.append("    Rows = %s(\"%s\"),\n".formatted(READ_TABLE, table.source().name()));
    query.append(
        "    Kept = Table.SelectColumns(Rows, {%s}),\n".formatted(list(stored, "\"%s\"", false)));
    String moments =
        stored.stream()
            .filter(column -> column.type() == ColumnType.MOMENT)
            .map(column -> "{\"%s\", %s, type datetime}".formatted(column.source(), UTC))
            .collect(Collectors.joining(", "));
    query.append("    Moments = Table.TransformColumns(Kept, {%s}),\n".formatted(moments));
    query.append(
        "    Typed = Table.TransformColumnTypes(Moments, {%s})"
            .formatted(list(stored, "{\"%s\", %s}", true)));
    if (stored.size() < table.columns().size()) {
      query.append(
          ",\n    Linked = Table.AddColumn(Typed, \"%s\", each %s & \"/history/\" & [prediction_id], type text)"
              .formatted(SemanticModel.PAGE, APP));
    }
    return query
        .append("\nin\n    ")
        .append(stored.size() < table.columns().size() ? "Linked" : "Typed")
        .toString();
  }

  /** A text in M. */
  static String text(String value) {
    return '"' + value.replace("#(", "#(#)(").replace("\"", "\"\"") + '"';
  }

  private static String list(List<ModelColumn> columns, String item, boolean typed) {
    return columns.stream()
        .map(
            column ->
                typed
                    ? item.formatted(column.source(), column.queryType())
                    : item.formatted(column.source()))
        .collect(Collectors.joining(", "));
  }
}
