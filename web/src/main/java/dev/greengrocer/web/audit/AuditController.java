package dev.greengrocer.web.audit;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.history.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log, for an administrator's program. */
@RestController
@RequestMapping(path = "/api/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Audit", description = "Who changed what; for administrators")
class AuditController {

  private static final int MOST = 500;

  private final AuditLog audit;

  AuditController(AuditLog audit) {
    this.audit = audit;
  }

  @GetMapping
  @Operation(summary = "List changes, the latest first")
  Page<AuditEntry> list(
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int size) {
    if (size < 1 || size > MOST) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "size %d: from 1 to %d".formatted(size, MOST));
    }
    return audit.page(new AuditFilter(kind(kind), actor, subject, from, to), cursor, size);
  }

  private static AuditEntry.@Nullable Kind kind(@Nullable String id) {
    try {
      return id == null ? null : AuditEntry.Kind.of(id);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "kind '%s': price, sale, customer, user, key, label, prediction or model".formatted(id),
          e);
    }
  }
}
