package dev.greengrocer.web.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.Ssl;

/** Checks of what a test cannot bring about: other times, other machines, other disks. */
final class ChecksTest {

  private static final long MEGABYTE = 1L << 20;

  @TempDir private Path folder;

  @Test
  void a_heap_that_the_machine_cannot_give_is_told() {
    assertThat(memory(400, 1_024)).isEqualTo(Level.OK);
    assertThat(memory(400, 650)).isEqualTo(Level.OK);
    assertThat(memory(400, 649)).as("250 MB beside the heap").isEqualTo(Level.WARNING);
    assertThat(memory(400, 400)).isEqualTo(Level.ERROR);
  }

  private static Level memory(long heap, long machine) {
    return new MemoryCheck(heap * MEGABYTE, machine * MEGABYTE).look().level();
  }

  @Test
  void a_full_disk_is_an_error_before_it_is_full() {
    DiskCheck check = new DiskCheck(premises(null));

    assertThat(check.look().sentence()).as("this disk").containsPattern("[0-9]+ MB of [0-9]+ MB");
    assertThat(check.judge(folder, 1_024 * MEGABYTE, 1 << 30).level()).isEqualTo(Level.OK);
    assertThat(check.judge(folder, 1_023 * MEGABYTE, 1 << 30).level()).isEqualTo(Level.WARNING);
    assertThat(check.judge(folder, 99 * MEGABYTE, 1 << 30).level()).isEqualTo(Level.ERROR);
  }

  @Test
  void a_clock_of_another_century_is_an_error() {
    assertThat(clock("1970-01-01T00:05:00Z").level()).isEqualTo(Level.ERROR);
    assertThat(clock("2160-01-01T00:00:00Z").level()).isEqualTo(Level.ERROR);
    assertThat(clock("2027-03-01T08:00:00Z").level()).isEqualTo(Level.OK);
    assertThat(clock("1970-01-01T00:05:00Z").sentence()).contains("1970-01-01T00:05:00Z");
  }

  private Finding clock(String now) {
    return new ClockCheck(premises(null), at(Instant.parse(now))).look();
  }

  @Test
  void a_certificate_is_told_before_it_ends() throws IOException, InterruptedException {
    Path store = folder.resolve("shop.p12");
    keytool(
        "-genkeypair",
        "-alias=shop",
        "-keyalg=EC",
        "-dname=CN=shop.example",
        "-validity=30",
        "-storetype=PKCS12",
        "-keystore=" + store,
        "-storepass=changeit");
    Ssl tls = new Ssl();
    tls.setKeyStore(store.toString());
    tls.setKeyStorePassword("changeit");
    Instant now = Instant.now();

    assertThat(certificate(tls, now).level()).isEqualTo(Level.OK);
    assertThat(certificate(tls, now).sentence()).contains("CN=shop.example", " more days");
    assertThat(certificate(tls, now.plus(Duration.ofDays(20))).level()).isEqualTo(Level.WARNING);
    assertThat(certificate(tls, now.plus(Duration.ofDays(31))).level()).isEqualTo(Level.ERROR);
    assertThat(certificate(tls, now.minus(Duration.ofDays(2))).remedy()).contains("the clock");

    tls.setKeyStorePassword("other");
    assertThat(certificate(tls, now).sentence()).contains("cannot be read");
    tls.setEnabled(false);
    assertThat(certificate(tls, now).level()).isEqualTo(Level.OK);
  }

  private Finding certificate(Ssl tls, Instant now) {
    return new CertificateCheck(premises(tls), at(now)).look();
  }

  @Test
  void a_check_that_fails_is_a_finding_and_the_others_are_made() {
    Check broken =
        new Check() {
          @Override
          public String subject() {
            return "broken";
          }

          @Override
          public Finding look() {
            throw new IllegalArgumentException("no reason");
          }
        };

    Examination examination = new Doctor(List.of(broken, new NativeLibrariesCheck())).examine();

    assertThat(examination.level()).isEqualTo(Level.ERROR);
    assertThat(examination.text())
        .startsWith("ERROR    broken       could not be looked at")
        .contains("OK       natives      OpenCV decodes (1 x 1), ONNX Runtime 1.");
  }

  private static void keytool(String... options) throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        Stream.concat(
                Stream.of(program),
                Stream.of(options).flatMap(option -> Stream.of(option.split("=", 2))))
            .toList();
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private Premises premises(@Nullable Ssl tls) {
    return new Premises(
        folder, folder.resolve("data"), null, "", "127.0.0.1", 0, tls, null, null, null);
  }
}
