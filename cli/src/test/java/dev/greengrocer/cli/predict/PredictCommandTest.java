package dev.greengrocer.cli.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.cli.DrawnModel;
import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PredictCommandTest {

  @TempDir private Path folder;
  private Path model;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write_a_model() throws IOException {
    model = DrawnModel.write(Files.createDirectory(folder.resolve("model")));
  }

  @Test
  void a_table_shows_each_photo_with_aligned_labels_and_bars() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);

    int exitCode = predict(red, "--top", "2");

    assertThat(exitCode).isZero();
    // 90 % of 24 columns are 21.6, five eighths over 21; 5 % are 1.2.
    assertThat(out)
        .hasToString(
            """
            %s
              accept: tomato
              tomato      90.0 %%  █████████████████████▋
              jalapeño     5.0 %%  █▎

            """
                .formatted(red));
  }

  /** A terminal would obey the name: clear itself, or call itself something else. */
  @Test
  void a_name_cannot_drive_the_terminal() throws IOException {
    DrawnPhotos.write(folder.resolve("photos/\u001b[2J\u0007red\n.png"), 255, 0, 0);
    Files.writeString(folder.resolve("photos/\u001b]0;mine\u0007.png"), "no photo");

    predict(folder.resolve("photos"), "--top", "1");
    predict(folder.resolve("photos"), "--top", "2");
    predict(folder.resolve("\u001b[2Jnone.png"));

    assertThat(out.toString() + err)
        .contains("\\x1B[2J\\x07red\\x0A.png", "\\x1B[2Jnone.png")
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void a_slip_is_told_in_a_line_and_where_all_options_stand_in_another() throws IOException {
    int exitCode = predict(folder, "--top", "1.5");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "greengrocer: Invalid value for option '--top': '1.5' is not a whole number",
            "'greengrocer predict --help' tells every option.");
  }

  /** Photos are known by their bytes, and what a folder holds besides is counted. */
  @Test
  void a_folder_from_a_phone_and_a_disk_is_read_whole() throws Exception {
    Path photos = folder.resolve("photos");
    for (String name : List.of("plain.png", "noext", "page.jpg?w=1", "copy.jpg.1", "end.jpg ")) {
      DrawnPhotos.write(photos.resolve(name), 255, 0, 0);
    }
    DrawnPhotos.write(photos.resolve("@eaDir/plain.png/SYNOPHOTO_THUMB_XL.png"), 0, 255, 0);
    DrawnPhotos.write(photos.resolve("deep/$RECYCLE.BIN/x.png"), 0, 255, 0);
    DrawnPhotos.write(photos.resolve(".hidden.png"), 0, 255, 0);
    Files.writeString(photos.resolve("notes.txt"), "BMW and other texts");
    Files.write(photos.resolve("scan.tif"), new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0});
    Files.createSymbolicLink(photos.resolve("gone"), photos.resolve("nothing"));

    assertThat(predict(photos, "--top", "1", "--format", "jsonl")).isEqualTo(3);

    assertThat(paths())
        .containsExactly(
            "copy.jpg.1", "end.jpg ", "noext", "page.jpg?w=1", "plain.png", "scan.tif");
    assertThat(lines().get(5)).contains("error", "a TIFF or camera raw image");
    assertThat(err.toString())
        .contains("left out 1 hidden (.hidden.png)", "2 system folder (@eaDir, $RECYCLE.BIN)")
        .contains("1 not a photo (notes.txt)", "1 link to a folder or to nothing (gone)")
        .contains("1 of 6 photos could not be read");
  }

  @Test
  @Timeout(60)
  void a_pipe_is_an_error_and_never_waited_for() throws Exception {
    Path photos = folder.resolve("photos");
    DrawnPhotos.write(photos.resolve("a.png"), 255, 0, 0);
    assumeTrue(
        new ProcessBuilder("mkfifo", photos + "/b.jpg", photos + "/other").start().waitFor() == 0);

    assertThat(predict(photos, "--top", "1", "--format", "jsonl")).isEqualTo(3);
    assertThat(paths()).containsExactly("a.png", "b.jpg");
    assertThat(lines().get(1)).contains("a pipe, socket or device");
    assertThat(err.toString()).contains("1 pipe, socket or device (other)");

    out.getBuffer().setLength(0);
    assertThat(predict(photos.resolve("other"), "--format", "jsonl")).isEqualTo(3);
    assertThat(predict(Path.of("/dev/zero"), "--format", "jsonl")).isEqualTo(3);
    assertThat(lines()).hasSize(2).allMatch(line -> line.contains("a pipe, socket or device"));
  }

  @Test
  void an_empty_search_says_what_was_there() throws IOException {
    Files.createDirectories(folder.resolve("texts"));
    Files.writeString(folder.resolve("texts/a.txt"), "a");
    Files.writeString(folder.resolve("texts/.b"), "b");

    assertThat(predict(folder.resolve("texts"))).isEqualTo(2);

    assertThat(err.toString())
        .contains("no photos found in " + folder.resolve("texts"))
        .contains("left out 1 hidden (.b), 1 not a photo (a.txt)");
  }

  /** A threshold from one lucky photo of seventeen must not call anything sure. */
  @Test
  void a_rule_that_could_not_be_fitted_accepts_nothing() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);
    DrawnModel.decide(model, Optional.of(DrawnModel.rule(new DecisionRule.Acceptance(0.06, 0.5))));

    assertThat(predict(red, "--format", "csv", "--top", "1")).isZero();
    assertThat(lines().get(1)).contains(",shortlist,close-call,").doesNotContain("accept");
    assertThat(err.toString()).contains("WARNING: model 'drawn-1' accepts no photo");

    DrawnModel.decide(model, Optional.empty());
    out.getBuffer().setLength(0);
    assertThat(predict(red, "--format", "csv", "--top", "1")).isZero();
    assertThat(lines().get(1)).contains(",shortlist,close-call,").doesNotContain("accept");
    assertThat(err.toString()).contains("has no fitted decision rule");
  }

  @Test
  void a_close_call_shows_the_names_to_choose_from() throws IOException {
    // 18 to the powers of 128/255, 127/255 and 0: 4.27, 4.22 and 1 of 9.49.
    Path brown = DrawnPhotos.write(folder.resolve("brown.png"), 128, 127, 0);

    predict(brown, "--top", "2");
    assertThat(out.toString()).contains("\n  shortlist: tomato or jalapeño or blueberry\n");

    out.getBuffer().setLength(0);
    predict(brown, "--top", "1");
    assertThat(out.toString()).startsWith("tomato      45.0 %  shortlist  ");

    out.getBuffer().setLength(0);
    predict(brown, "--format", "csv", "--top", "1");
    assertThat(lines().get(1)).contains(",shortlist,close-call,tomato; jalapeño; blueberry,");
  }

  @Test
  void a_table_of_the_best_label_alone_has_one_line_a_photo() throws IOException {
    Path green = DrawnPhotos.write(folder.resolve("a/green.png"), 0, 255, 0);
    Path text = Files.writeString(folder.resolve("a/text.jpg"), "no photo");

    int exitCode = predict(folder.resolve("a"), "--top", "1");

    assertThat(exitCode).isEqualTo(3);
    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("jalapeño    90.0 %  accept     " + green),
            line ->
                assertThat(line)
                    .startsWith("–                              " + text + ": not a JPEG"));
  }

  @Test
  void jsonl_rows_have_the_documented_properties_in_their_order() throws IOException {
    Path blue = DrawnPhotos.write(folder.resolve("blue.png"), 0, 0, 255);

    int exitCode = predict(blue, "--format", "jsonl", "--top", "3");

    assertThat(exitCode).isZero();
    JsonNode row = new JsonMapper().readTree(out.toString());
    assertThat(row.propertyNames())
        .containsExactly(
            "path", "decision", "shortlist", "reason", "predictions", "model", "milliseconds");
    assertThat(row.get("decision").asString()).isEqualTo("accept");
    assertThat(row.get("shortlist").toString())
        .isEqualTo("[{\"label\":\"blueberry\",\"probability\":0.9}]");
    assertThat(row.get("reason").get("id").asString()).isEqualTo("confident");
    assertThat(row.get("reason").get("words").asString()).startsWith("One kind is clearly");
    assertThat(row.get("path").asString()).isEqualTo(blue.toString());
    assertThat(row.get("model").asString()).isEqualTo("drawn-1");
    assertThat(row.get("milliseconds").asDouble()).isPositive();
    assertThat(row.get("predictions").toString())
        .isEqualTo(
            """
            [{"label":"blueberry","probability":0.9},{"label":"tomato","probability":0.05},\
            {"label":"jalapeño","probability":0.05}]\
            """);
  }

  @Test
  void a_bad_photo_is_a_row_with_an_error_and_exit_code_3_at_the_end() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);
    Path missing = folder.resolve("missing.jpg");
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), missing);

    int exitCode = run("--format", "jsonl", "" + missing, "" + empty, "" + link, "" + red);

    assertThat(exitCode).isEqualTo(3);
    List<JsonNode> rows = lines().stream().map(new JsonMapper()::readTree).toList();
    assertThat(rows).hasSize(4);
    assertThat(rows.subList(0, 3))
        .allSatisfy(row -> assertThat(row.propertyNames()).containsExactly("path", "error"));
    assertThat(rows.get(0).get("path").asString()).isEqualTo(missing.toString());
    assertThat(rows.get(0).get("error").asString()).startsWith("cannot be read");
    assertThat(rows.get(1).get("error").asString()).startsWith("empty (0 bytes)");
    assertThat(rows.get(2).get("error").asString()).startsWith("cannot be read");
    assertThat(rows.get(3).has("predictions")).isTrue();
    assertThat(err).hasToString("greengrocer: 3 of 4 photos could not be read%n".formatted());
  }

  @Test
  void csv_has_a_row_for_each_rank_and_quotes_what_needs_it() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("a, b.png"), 255, 0, 0);
    Path empty = Files.createFile(folder.resolve("empty.jpg"));

    int exitCode = run("--format", "csv", "--top", "2", "" + red, "" + empty);

    assertThat(exitCode).isEqualTo(3);
    assertThat(lines().stream().map(line -> line.replaceAll(",[0-9.]+,accept", ",MS,accept")))
        .containsExactly(
            "path,rank,label,probability,model,milliseconds,decision,reason,shortlist,explanation,error",
            "\"" + red + "\",1,tomato,0.9,drawn-1,MS,accept,confident,tomato,,",
            "\"" + red + "\",2,jalapeño,0.05,drawn-1,MS,accept,confident,tomato,,",
            empty + ",,,,drawn-1,,,,,,empty (0 bytes); remove it or fetch it again");
  }

  @Test
  void a_folder_is_searched_to_the_bottom_in_sorted_order() throws IOException {
    for (String name : List.of("b/2.png", "b/10.JPG", "a/z.webp", "c.gif", "a/y/1.bmp")) {
      DrawnPhotos.write(folder.resolve("photos").resolve(name), 255, 0, 0);
    }
    Files.writeString(folder.resolve("photos/notes.txt"), "not a photo, and not named like one");
    Files.writeString(folder.resolve("photos/.hidden.jpg"), "of no interest");

    int exitCode = predict(folder.resolve("photos"), "--format", "jsonl");

    assertThat(exitCode).isZero();
    assertThat(paths()).containsExactly("a/y/1.bmp", "a/z.webp", "b/10.JPG", "b/2.png", "c.gif");
  }

  @Test
  void a_quoted_pattern_is_matched() throws IOException {
    for (String name : List.of("a/1.png", "a/2.jpg", "b/3.png", "b/c/4.png")) {
      DrawnPhotos.write(folder.resolve("photos").resolve(name), 255, 0, 0);
    }

    predict(folder.resolve("photos/*/*.png"), "--format", "jsonl");
    assertThat(paths()).containsExactly("a/1.png", "b/3.png");

    out.getBuffer().setLength(0);
    predict(folder.resolve("photos/**.png"), "--format", "jsonl");
    assertThat(paths()).containsExactly("a/1.png", "b/3.png", "b/c/4.png");
  }

  @Test
  void a_file_whose_name_looks_like_a_pattern_is_that_file() throws IOException {
    Path file = DrawnPhotos.write(folder.resolve("photos/a[1].png"), 255, 0, 0);
    DrawnPhotos.write(folder.resolve("photos/a1.png"), 255, 0, 0);

    predict(file, "--format", "jsonl");

    assertThat(paths()).containsExactly("a[1].png");
  }

  @Test
  void paths_are_read_from_standard_input() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("photos/jalapeño 1.png"), 255, 0, 0);
    Path blue = DrawnPhotos.write(folder.resolve("photos/b.txt"), 0, 0, 255);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream((red + "\n\n" + blue).getBytes(UTF_8)));
    try {
      assertThat(run("-", "--format", "jsonl")).isZero();
    } finally {
      System.setIn(before);
    }

    assertThat(paths()).containsExactly("jalapeño 1.png", "b.txt");
  }

  @Test
  void results_keep_the_order_of_many_photos() throws IOException {
    for (int i = 100; i < 200; i++) {
      DrawnPhotos.write(
          folder.resolve("photos/" + i + ".png"), i % 2 == 0 ? 255 : 0, i % 2 * 255, 0);
    }

    predict(folder.resolve("photos"), "--format", "csv", "--top", "1");

    assertThat(lines().stream().skip(1).map(line -> line.replaceAll(".*photos/|,0.9.*", "")))
        .isEqualTo(
            IntStream.range(100, 200)
                .mapToObj(i -> i + ".png,1," + (i % 2 == 0 ? "tomato" : "jalapeño"))
                .toList());
  }

  @Test
  void shards_answer_each_photo_once_and_keep_it_when_others_come() throws IOException {
    Path photos = folder.resolve("photos");
    for (int i = 100; i < 160; i++) {
      DrawnPhotos.write(photos.resolve(i + ".png"), 255, 0, 0);
    }
    List<List<String>> parts = new ArrayList<>();
    for (int shard = 1; shard <= 3; shard++) {
      parts.add(named(photos, "--shard", shard + "/3"));
      assertThat(err.toString()).contains("shard %d/3: ".formatted(shard), "left to other shards");
    }

    List<String> all = parts.stream().flatMap(List::stream).sorted().toList();
    assertThat(all).isEqualTo(named(photos)).hasSize(60);
    assertThat(parts).allSatisfy(part -> assertThat(part.size()).isBetween(10, 30));

    DrawnPhotos.write(photos.resolve("099.png"), 255, 0, 0);
    assertThat(named(photos, "--shard", "2/3")).containsAll(parts.get(1));
  }

  private List<String> named(Path photos, String... options) {
    out.getBuffer().setLength(0);
    String[] all =
        Stream.concat(Stream.of("--format", "jsonl"), Stream.of(options)).toArray(String[]::new);
    assertThat(predict(photos, all)).isZero();
    return paths();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/8", "9/8", "1/0", "3", "1/2/3", "-1/8", "1/9999999999", ""})
  void what_is_no_shard_is_a_usage_error_that_says_how_to_write_one(String shard)
      throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);

    assertThat(predict(red, "--shard", shard)).isEqualTo(2);
    assertThat(err.toString()).contains("--shard", "1/8 for the first of eight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*.png", "none/*.png", "{", "[a"})
  void nothing_found_is_a_usage_error_that_names_where_was_looked(String below) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    String path = empty + (below.isEmpty() ? "" : "/" + below);

    int exitCode = run(path);

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("greengrocer: ")
        .containsAnyOf("no photos found in " + path, "is neither a file nor a pattern");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_broken_bundle_ends_with_exit_code_4_and_names_the_file() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);
    Files.writeString(model.resolve("model.onnx"), "altered");

    assertThat(predict(red)).isEqualTo(4);
    assertThat(err.toString())
        .startsWith("greengrocer: " + model.resolve("model.onnx") + ": altered or damaged");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_missing_bundle_ends_with_exit_code_4() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);
    model = folder.resolve("nowhere");

    assertThat(predict(red)).isEqualTo(4);
    assertThat(err.toString()).contains(model + ": no model bundle there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many"})
  void a_number_of_labels_below_one_is_a_usage_error(String top) throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);

    assertThat(predict(red, "--top", top)).isEqualTo(2);
    assertThat(err.toString()).contains("--top").contains(top);
  }

  @Test
  void an_explanation_is_a_picture_whose_path_stands_in_the_row() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    Path why = folder.resolve("new/why");

    int exitCode = run("--format", "jsonl", "--explain", "" + why, "" + red, "" + empty);

    assertThat(exitCode).isEqualTo(3);
    List<JsonNode> rows = lines().stream().map(new JsonMapper()::readTree).toList();
    assertThat(rows.get(0).get("explanation").asString()).isEqualTo("" + why.resolve("red.png"));
    assertThat(rows.get(1).propertyNames()).containsExactly("path", "error");
    RgbImage picture = new ImageDecoder().decode(why.resolve("red.png"));
    assertThat(picture.width()).isEqualTo(40);
    assertThat(picture.height()).isEqualTo(32);
    assertThat(files(why)).containsExactly("red.png");
  }

  /** Of a photo that is red in its right half, the right half says tomato, and green the left. */
  @Test
  void an_explanation_is_warm_where_the_best_label_shows() throws IOException {
    byte[] pixels = new byte[40 * 40 * 3];
    for (int i = 0; i < 40 * 40; i++) {
      pixels[3 * i + (i % 40 < 20 ? 1 : 0)] = (byte) (i % 40 < 20 ? 120 : 150);
    }
    Path photo =
        Files.write(
            folder.resolve("half.png"), ImageOperations.encodePng(new RgbImage(40, 40, pixels)));

    predict(photo, "--top", "1", "--explain", "" + folder.resolve("why"));

    assertThat(lines().get(0))
        .startsWith("tomato")
        .endsWith("why: " + folder.resolve("why/half.png"));
    RgbImage picture = new ImageDecoder().decode(folder.resolve("why/half.png"));
    // Yellow has much red and green, violet little green: channel 1 of both halves.
    int left = picture.pixels()[3 * (20 * 40 + 8) + 1] & 0xff;
    int right = picture.pixels()[3 * (20 * 40 + 32) + 1] & 0xff;
    assertThat(right - left).isGreaterThan(80);
  }

  @Test
  void explanations_of_photos_of_one_name_and_files_already_there_are_kept() throws IOException {
    Path first = DrawnPhotos.write(folder.resolve("a/1.png"), 255, 0, 0);
    Path second = DrawnPhotos.write(folder.resolve("b/1.jpg"), 0, 255, 0);
    Path why = Files.createDirectory(folder.resolve("why"));
    Path other = Files.writeString(why.resolve("1.png"), "of another");

    run("--format", "csv", "--top", "2", "--explain", "" + why, "" + first, "" + second);

    assertThat(other).hasContent("of another");
    assertThat(files(why)).containsExactly("1-2.png", "1-3.png", "1.png");
    assertThat(lines().stream().skip(1).map(line -> line.replaceAll(".*,(tomato|jalapeño),", "")))
        .containsExactly(why.resolve("1-2.png") + ",", ",", why.resolve("1-3.png") + ",", ",");
  }

  @Test
  void explanations_among_the_photos_are_refused() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("photos/red.png"), 255, 0, 0);
    Path photos = red.resolveSibling(".").normalize();

    int exitCode = predict(photos, "--explain", "" + photos.resolve("why"));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("--explain " + photos.resolve("why") + ": lies in");
    assertThat(out.toString()).isEmpty();
    assertThat(files(photos)).containsExactly("red.png");
  }

  @Test
  void a_bundle_that_cannot_explain_ends_with_exit_code_4_before_any_result() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);
    model = DrawnModel.writeUnexplained(Files.createDirectory(folder.resolve("other")));

    assertThat(predict(red, "--format", "csv", "--explain", "" + folder.resolve("why")))
        .isEqualTo(4);
    assertThat(err.toString()).contains("model.onnx: cannot explain its answers");
    assertThat(out.toString()).isEmpty();
    assertThat(folder.resolve("why")).doesNotExist();
  }

  @Test
  void an_output_that_cannot_be_written_ends_with_exit_code_6() throws IOException {
    Path red = DrawnPhotos.write(folder.resolve("red.png"), 255, 0, 0);
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    int exitCode =
        GreengrocerCommand.commandLine()
            .setOut(new PrintWriter(full))
            .setErr(new PrintWriter(err))
            .execute("predict", "" + red, "--model", "" + model);

    assertThat(exitCode).isEqualTo(6);
    assertThat(err.toString()).contains("standard output: the results cannot be written");
  }

  private int predict(Path path, String... options) {
    return run(Stream.concat(Stream.of("" + path), Stream.of(options)).toArray(String[]::new));
  }

  private int run(String... arguments) {
    return GreengrocerCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            Stream.concat(Stream.of("predict", "--model", "" + model), Stream.of(arguments))
                .toArray(String[]::new));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  /** The paths of JSON rows below the folder of photos. */
  private List<String> paths() {
    Path photos = folder.resolve("photos");
    return lines().stream()
        .map(line -> new JsonMapper().readTree(line).get("path").asString())
        .map(path -> photos.relativize(Path.of(path)).toString())
        .toList();
  }
}
