package dev.greengrocer.web.apikey;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.caller.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys, for an administrator's program. */
@RestController
@RequestMapping(path = "/api/v1/keys", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Keys", description = "API keys of programs; for administrators")
class KeyController {

  private final ApiKeys keys;

  KeyController(ApiKeys keys) {
    this.keys = keys;
  }

  /** All keys. */
  record KeyList(List<ApiKey> items) {}

  /** What key to make; without requestsPerMinute the setting counts. */
  record KeyWish(
      @Size(min = 1, max = ApiKeys.LONGEST_NAME, message = ApiKeys.NAME) String name,
      Role role,
      @Min(value = 1, message = ApiKeys.LIMIT)
          @Max(value = ApiKeys.MOST_REQUESTS, message = ApiKeys.LIMIT)
          @Nullable Integer requestsPerMinute) {}

  @GetMapping
  @Operation(
      operationId = "listKeys",
      summary = "List keys, the latest first, the revoked ones too")
  KeyList list() {
    return new KeyList(keys.all());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Refuses(Problem.UNPROCESSABLE)
  @Operation(operationId = "createKey", summary = "Make a key; its secret is shown this once")
  @ApiResponse(responseCode = "201", description = "Made")
  ApiKeys.NewKey create(@RequestBody KeyWish wish, Actor actor) {
    return keys.create(actor, wish.name(), wish.role(), wish.requestsPerMinute());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "revokeKey", summary = "Revoke a key, at once and for ever")
  @ApiResponse(responseCode = "204", description = "Revoked")
  void revoke(@PathVariable String id, Actor actor) {
    keys.revoke(actor, id);
  }
}
