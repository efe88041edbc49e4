package dev.greengrocer.web.audit;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditFilter;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Who changed what, for an administrator. */
@Controller
@RequestMapping("/audit")
class AuditPage {

  private static final int PAGE = 50;
  private static final int EXPORT_PAGE = 1_000;

  private final AuditLog audit;
  private final ShopCalendar calendar;
  private final AuditWords words;

  AuditPage(AuditLog audit, ShopCalendar calendar, Texts texts) {
    this.audit = audit;
    this.calendar = calendar;
    this.words = new AuditWords(texts);
  }

  /**
   * What the form above the table narrows to; days are the shop's.
   *
   * @param from the first day
   * @param to the last day
   */
  record Search(
      AuditEntry.@Nullable Kind kind,
      @Nullable String actor,
      @Nullable String subject,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    AuditFilter filter(ZoneId zone) {
      return new AuditFilter(
          kind,
          given(actor),
          given(subject),
          from == null ? null : from.atStartOfDay(zone).toInstant(),
          to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static @Nullable String given(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }

  @GetMapping
  String show(
      @ModelAttribute("search") Search search,
      @RequestParam(required = false) @Nullable String cursor,
      Model page) {
    Page<AuditEntry> entries = audit.page(search.filter(calendar.zone()), cursor, PAGE);
    page.addAttribute("entries", entries.items());
    page.addAttribute("unreadable", entries.unreadable());
    page.addAttribute("kinds", AuditEntry.Kind.values());
    page.addAttribute("words", words);
    page.addAttribute("first", cursor == null);
    page.addAttribute(
        "older", entries.next() == null ? null : address("/audit", search, entries.next()));
    page.addAttribute("newer", cursor == null ? null : address("/audit", search, null));
    page.addAttribute("export", address("/audit/export.csv", search, null));
    return "audit";
  }

  @GetMapping("/export.csv")
  void export(@ModelAttribute("search") Search search, HttpServletResponse response)
      throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
    Csv file =
        Csv.to(response.getWriter(), "at", "actor", "kind", "subject", "action", "before", "after");
    String cursor = null;
    do {
      Page<AuditEntry> entries = audit.page(search.filter(calendar.zone()), cursor, EXPORT_PAGE);
      for (AuditEntry entry : entries.items()) {
        file.line(
            entry.at(),
            entry.actor(),
            entry.kind().id(),
            entry.subject(),
            entry.action(),
            entry.before(),
            entry.after());
      }
      if (entries.unreadable() != null) {
        for (UnreadableRow row : entries.unreadable()) {
          file.line("", "", "", "", row.words(), "", "");
        }
      }
      cursor = entries.next();
    } while (cursor != null);
  }

  private static String address(String path, Search search, @Nullable String cursor) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    add(address, "kind", search.kind());
    add(address, "actor", search.actor());
    add(address, "subject", search.subject());
    add(address, "from", search.from());
    add(address, "to", search.to());
    add(address, "cursor", cursor);
    return address.encode().build().toUriString();
  }

  private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
    if (value != null && !value.toString().isBlank()) {
      address.queryParam(name, value);
    }
  }
}
