package dev.greengrocer.web.account;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.caller.User;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Users, for an administrator's program. */
@RestController
@RequestMapping(path = "/api/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Users", description = "Who may sign in; for administrators")
class UserController {

  private final Accounts accounts;

  UserController(Accounts accounts) {
    this.accounts = accounts;
  }

  /** A user, without anything that opens a door. */
  record UserAnswer(
      String id,
      String name,
      Role role,
      boolean disabled,
      boolean mustChangePassword,
      Instant createdAt,
      @Nullable Instant lastSignInAt) {

    static UserAnswer of(User user) {
      return new UserAnswer(
          user.id(),
          user.name(),
          user.role(),
          user.disabled(),
          user.mustChange(),
          user.createdAt(),
          user.lastSignInAt());
    }
  }

  /** All users. */
  record UserList(List<UserAnswer> items) {}

  /** Whom to let in. */
  record NewUser(
      @Pattern(regexp = Accounts.NAME, message = Accounts.NAMES) String name, Role role) {}

  /** What to change; what is absent stays. */
  record UserChange(@Nullable Role role, @Nullable Boolean disabled) {}

  /** A user with the password that is shown this once. */
  record UserWithPassword(UserAnswer user, String oneTimePassword) {}

  @GetMapping
  @Operation(operationId = "listUsers", summary = "List users, by name")
  UserList list() {
    return new UserList(accounts.all().stream().map(UserAnswer::of).toList());
  }

  @GetMapping("/{id}")
  @Operation(operationId = "getUser", summary = "Get a user")
  UserAnswer get(@PathVariable String id) {
    return UserAnswer.of(accounts.get(id));
  }

  @PostMapping
  @Refuses({Problem.UNPROCESSABLE, Problem.CONFLICT})
  @Operation(operationId = "createUser", summary = "Add a user, with a one-time password")
  @ApiResponse(responseCode = "201", description = "Added")
  ResponseEntity<UserWithPassword> create(@RequestBody NewUser wanted) {
    Accounts.NewPassword made = accounts.create(wanted.name(), wanted.role());
    return ResponseEntity.created(URI.create("/api/v1/users/" + made.user().id()))
        .body(new UserWithPassword(UserAnswer.of(made.user()), made.oneTimePassword()));
  }

  @PatchMapping("/{id}")
  @Refuses(Problem.CONFLICT)
  @Operation(
      operationId = "changeUser",
      summary = "Give a user another role, or shut them out or let them in; ends their sessions")
  UserAnswer change(@PathVariable String id, @RequestBody UserChange change) {
    accounts.get(id);
    if (change.role() != null) {
      accounts.setRole(id, change.role());
    }
    if (change.disabled() != null) {
      accounts.setDisabled(id, change.disabled());
    }
    return UserAnswer.of(accounts.get(id));
  }

  @PostMapping("/{id}/password")
  @Operation(
      operationId = "resetPassword",
      summary = "Give a user a new one-time password; ends their sessions")
  UserWithPassword resetPassword(@PathVariable String id) {
    Accounts.NewPassword made = accounts.resetPassword(id);
    return new UserWithPassword(UserAnswer.of(accounts.get(id)), made.oneTimePassword());
  }
}
