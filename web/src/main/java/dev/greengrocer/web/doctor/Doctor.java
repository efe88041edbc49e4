package dev.greengrocer.web.doctor;

import dev.greengrocer.GreengrocerException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everything that a server needs, one thing after the other.
 *
 * <pre>{@code
 * Examination examination = Doctor.of(premises, Clock.systemUTC()).examine();
 * out.print(examination.text());
 * }</pre>
 */
public final class Doctor {

  private static final Logger log = LoggerFactory.getLogger(Doctor.class);

  private final List<Check> checks;

  Doctor(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /** A doctor who knows all checks, the native libraries first: others rest on them. */
  public static Doctor of(Premises premises, Clock clock) {
    return new Doctor(
        List.of(
            new NativeLibrariesCheck(),
            new ModelCheck(premises),
            new MemoryCheck(),
            new PermissionsCheck(premises),
            new DiskCheck(premises),
            new DatabaseCheck(premises),
            new ClockCheck(premises, clock),
            new PortCheck(premises),
            new CertificateCheck(premises, clock),
            new BackupCheck(premises, clock),
            new BucketCheck(premises, clock),
            new PhotosCheck(premises, clock)));
  }

  /** Looks at all of it; what fails is a finding, and the others are looked at all the same. */
  public Examination examine() {
    return new Examination(checks.stream().map(Doctor::look).toList());
  }

  private static Finding look(Check check) {
    try {
      return check.look();
    } catch (GreengrocerException e) {
      return Finding.told(check.subject(), Level.ERROR, e);
    } catch (RuntimeException e) {
      log.error("{}: this is a bug, please report it", check.subject(), e);
      return Finding.error(
          check.subject(),
          "could not be looked at (%s)".formatted(e),
          "report it as a bug, with what standard error says");
    }
  }
}
