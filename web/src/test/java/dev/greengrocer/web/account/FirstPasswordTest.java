package dev.greengrocer.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.TestPropertySource;

/** The first administrator of a server that was started without a terminal, as systemd does. */
@TestPropertySource(properties = "spring.application.name=first-password") // a server of its own
final class FirstPasswordTest extends ServedTest {

  private static final String OWN = "a lemon for each of us";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void the_password_is_in_a_file_for_the_owner_alone_until_it_is_changed() throws IOException {
    Path file = dataDirectory().resolve("first-password.txt");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2).first().isEqualTo("name      admin");
    String password = lines.get(1).replaceFirst("password +", "");

    Visitor browser = new Visitor(uri("/"));
    assertThat(browser.signIn("admin", password).uri().getPath()).isEqualTo("/account/password");
    assertThat(change(browser, "wrong").body()).contains("another one");
    visitor(Role.CLERK); // another user changes theirs
    assertThat(file).exists();

    assertThat(change(browser, password).uri().getPath()).isEqualTo("/");
    assertThat(file).doesNotExist();
  }

  private static HttpResponse<String> change(Visitor browser, String present) {
    return browser.submit(
        "/account/password", "/account/password", "present", present, "wanted", OWN, "again", OWN);
  }

  @Test
  void it_is_written_anew_and_goes_with_its_own_user_alone() throws IOException {
    FirstPasswordFile file = new FirstPasswordFile(DataDirectory.at(folder));
    file.delete("admin"); // none is there
    file.write("admin", "one");
    file.write("admin", "two");
    assertThat(Files.readString(file.path())).contains("two").doesNotContain("one");

    file.delete("adm.n");
    file.delete("adminis");
    assertThat(file.path()).exists();
    file.delete("admin");
    assertThat(folder).isEmptyDirectory();
  }
}
