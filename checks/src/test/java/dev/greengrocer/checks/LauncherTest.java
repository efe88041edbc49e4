package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both launchers, in a clone and in a package, with a Java and a Maven that only write down how
 * they were called.
 */
final class LauncherTest {

  private static final Path HOME = Path.of(System.getProperty("greengrocer.home", ".."));
  private static final Path PACKAGE = Path.of("distribution", "src", "package");
  private static final List<String> SCRIPTS =
      List.of(
          "greengrocer",
          ".ci/run",
          "benchmarks/peers/python/install",
          "benchmarks/run",
          "checks/install/run",
          "checks/packages/run",
          "checks/install/shop.sh",
          "checks/python/install",
          "checks/slowest/run",
          "deploy/ec2/cost",
          "distribution/deb",
          "distribution/package",
          "distribution/reduce",
          "distribution/runtime",
          "distribution/src/deb/postinst",
          "distribution/src/deb/postrm",
          "distribution/src/deb/preinst",
          "distribution/src/deb/prerm",
          "distribution/src/package/bin/greengrocer",
          "distribution/src/package/install",
          "distribution/src/package/lib/launch.sh",
          "distribution/src/package/lib/setup.sh",
          "docs/api-client.sh",
          "docs/measure-server.sh");

  @TempDir private Path folder;
  private Path clone;
  private Path unpacked;

  @BeforeEach
  void layOut() throws IOException {
    clone = folder.resolve("a clone"); // with a blank, which must survive
    copy(HOME.resolve("greengrocer"), clone.resolve("greengrocer"));
    for (String file : List.of("bin/greengrocer", "lib/launch.sh")) {
      copy(HOME.resolve(PACKAGE).resolve(file), clone.resolve(PACKAGE).resolve(file));
    }
    script(
        clone.resolve("mvnw"),
        """
        echo "mvnw $*" >>"$(dirname "$0")/built.log"
        for module in web cli; do
          mkdir -p $module/target && : >$module/target/greengrocer-$module-1.jar
        done
        """);
    for (String source : List.of("pom.xml", "core/A", "ledger/A", "lab/A", "training/A", "cli/A")) {
      file(clone.resolve(source), "");
    }
    file(clone.resolve("web/src/main/A.java"), "");
    file(clone.resolve("web/src/test/ATest.java"), "");

    unpacked = folder.resolve("greengrocer 1.0");
    for (String file : List.of("bin/greengrocer", "lib/launch.sh")) {
      copy(HOME.resolve(PACKAGE).resolve(file), unpacked.resolve(file));
    }
    file(unpacked.resolve("VERSION"), "1.0 (abc1234) linux-x64\n");
    java(unpacked.resolve("runtime"), "17.0.15");
  }

  @Test
  void scripts_are_clean_to_shellcheck() throws IOException, InterruptedException {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "shellcheck")));
    if (System.getenv("GREENGROCER_REQUIRE_SHELLCHECK") == null) {
      Assumptions.assumeTrue(installed, "shellcheck is not installed");
    }
    List<String> command = new ArrayList<>(List.of("shellcheck", "-x"));
    command.addAll(SCRIPTS);

    assertThat(run(HOME, Map.of(), command.toArray(String[]::new))).isEqualTo(new Run(0, ""));
  }

  @Test
  void a_clone_builds_the_program_that_was_asked_for_and_runs_it()
      throws IOException, InterruptedException {
    Path java = java(folder.resolve("jdk"), "17.0.15");

    Run run = run(clone, Map.of("JAVA_HOME", java.toString()), "./greengrocer", "serve", "--help");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains(
            "[@" + clone + "/distribution/src/package/conf/server.options]",
            "[-Dgreengrocer.home=" + clone + "]",
            "[-XX:SharedArchiveFile=" + clone + "/web/target/classes.jsa]",
            "[" + clone + "/web/target/lib/*:" + clone + "/web/target/greengrocer-web-1.jar]")
        .endsWith("[dev.greengrocer.web.command.GreengrocerWeb]\n[serve]\n[--help]\n");
    assertThat(builds()).containsExactly("mvnw -B -q -pl web -am package -DskipTests");
  }

  @Test
  void a_clone_builds_again_when_a_source_changed_and_not_when_a_test_did()
      throws IOException, InterruptedException {
    Map<String, String> java = Map.of("JAVA_HOME", java(folder.resolve("jdk"), "17").toString());
    run(clone, java, "./greengrocer", "serve");
    change(clone.resolve("web/src/test/ATest.java"));
    run(clone, java, "./greengrocer", "serve");
    assertThat(builds()).as("nothing but a test is newer").hasSize(1);

    change(clone.resolve("web/src/main/A.java"));
    run(clone, java, "./greengrocer", "serve");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void a_clone_that_maven_built_is_not_built_again_unless_a_jar_is_missing_or_another()
      throws IOException, InterruptedException {
    Map<String, String> java = Map.of("JAVA_HOME", java(folder.resolve("jdk"), "17").toString());
    for (String module : List.of("core", "ledger", "analytics", "s3", "web")) {
      Path jar = clone.resolve(module + "/target/greengrocer-" + module + "-1.jar");
      file(clone.resolve(module + "/A"), "");
      file(jar, module);
      change(jar);
      if (!module.equals("web")) {
        copy(jar, clone.resolve("web/target/lib").resolve(jar.getFileName()));
      }
    }
    assertThat(run(clone, java, "./greengrocer", "serve").exitCode()).isZero();
    assertThat(clone.resolve("built.log")).as("built by hand").doesNotExist();

    file(clone.resolve("web/target/lib/greengrocer-core-1.jar"), "of another build");
    run(clone, java, "./greengrocer", "serve");

    assertThat(builds()).hasSize(1);
  }

  @Test
  void a_failed_build_shows_its_output_and_ends_with_1() throws IOException, InterruptedException {
    script(clone.resolve("mvnw"), "echo '[ERROR] no such symbol'; exit 1\n");
    Path java = java(folder.resolve("jdk"), "17");

    Run run = run(clone, Map.of("JAVA_HOME", java.toString()), "./greengrocer", "predict", "a.jpg");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("[ERROR] no such symbol", "the build failed");
  }

  @Test
  void an_older_java_is_named() throws IOException, InterruptedException {
    Path java = java(folder.resolve("jdk"), "11.0.2");

    Run run = run(clone, Map.of("JAVA_HOME", java.toString()), "./greengrocer", "--version");

    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                ("greengrocer: %s/bin/java is Java 11; install JDK 17 or newer and put it on the"
                        + " PATH or set JAVA_HOME\n")
                    .formatted(java)));
  }

  @Test
  void a_package_runs_on_its_own_runtime_and_builds_nothing()
      throws IOException, InterruptedException {
    Path other = java(folder.resolve("jdk"), "11.0.2");
    Path link = Files.createSymbolicLink(folder.resolve("greengrocer"), bin());

    Run run =
        run(
            folder,
            Map.of("JAVA_HOME", other.toString()),
            link.toString(),
            "predict",
            "my photo.jpg");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .startsWith("[@" + unpacked + "/conf/command.options]\n")
        .contains(
            "[-Dgreengrocer.home=" + unpacked + "]",
            "[-XX:TieredStopAtLevel=1]",
            "[-Dorg.bytedeco.javacpp.cachedir=" + unpacked + "/cache/native]",
            "[-XX:SharedArchiveFile=" + unpacked + "/cache/command-1.0--abc1234--linux-x64.jsa]",
            "[%1$s/lib/common/*:%1$s/lib/command/*:%1$s/lib/training/*]".formatted(unpacked))
        .endsWith("[dev.greengrocer.cli.GreengrocerCommand]\n[predict]\n[my photo.jpg]\n");
  }

  @Test
  void a_users_java_options_come_after_the_programs() throws IOException, InterruptedException {
    Run run =
        run(folder, Map.of("GREENGROCER_JAVA_OPTS", "-Xmx1g -Da=b"), bin().toString(), "predict");

    assertThat(run.output())
        .containsSubsequence("[-XX:TieredStopAtLevel=1]", "[-Xmx1g]\n[-Da=b]\n", "[-cp]");
  }

  @Test
  void a_packages_settings_reach_the_server_where_the_environment_has_none()
      throws IOException, InterruptedException {
    file(
        unpacked.resolve("conf/greengrocer.conf"),
        """
        # the shop

        GREENGROCER_DATADIR=/srv/my books
        GREENGROCER_CHECKOUT_SHOP=$(id) `id` 'Anna'
        SERVER_PORT=8081\
        """);

    Run run = run(folder, Map.of("SERVER_PORT", "9000"), bin().toString(), "serve");

    assertThat(run.output())
        .contains(
            "GREENGROCER_DATADIR=/srv/my books\n",
            "GREENGROCER_CHECKOUT_SHOP=$(id) `id` 'Anna'\n",
            "SERVER_PORT=9000\n");
  }

  @Test
  void a_line_that_is_no_setting_is_named() throws IOException, InterruptedException {
    Path settings = file(unpacked.resolve("conf/greengrocer.conf"), "data-dir=/srv\n");

    assertThat(run(folder, Map.of(), bin().toString(), "serve"))
        .isEqualTo(
            new Run(
                2,
                ("greengrocer: %s: 'data-dir=/srv' is no setting; write NAME=VALUE, the name in"
                        + " capitals, or # before it\n")
                    .formatted(settings)));
  }

  private Path bin() {
    return unpacked.resolve("bin/greengrocer");
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(clone.resolve("built.log"));
  }

  /** A Java that prints its arguments and settings, and makes the archive that it was asked for. */
  private static Path java(Path home, String version) throws IOException {
    script(
        home.resolve("bin/java"),
        """
        for argument in "$@"; do
          echo "[$argument]"
          case $argument in -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}" ;; esac
        done
        env | grep -E '^(GREENGROCER|SERVER)_' | sort >"$0.env"
        case " $* " in *" serve "*) cat "$0.env" >&2 ;; esac
        """);
    file(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    return home;
  }

  private static Run run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(GREENGROCER|SERVER|JAVA)_.*"));
    builder.environment().putAll(environment);
    Path errors = Files.createTempFile("launcher", ".err");
    Process process = builder.redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    String said = Files.readString(errors) + output;
    Files.delete(errors);
    return new Run(exitCode, said);
  }

  /** Makes a file newer than every build. */
  private static void change(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static Path file(Path path, String content) throws IOException {
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }

  private static void script(Path path, String content) throws IOException {
    Files.setPosixFilePermissions(
        file(path, "#!/bin/sh\n" + content), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** How a launcher ended and what it said, what went to standard error first. */
  private record Run(int exitCode, String output) {}
}
