package dev.greengrocer.web.dashboard;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.figures.Days;
import dev.greengrocer.ledger.figures.StockFigures;
import dev.greengrocer.ledger.figures.StockFlow;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.analytics.ServerExport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How it is going. */
@Controller
class DashboardPage {

  /** Spans that one click chooses. */
  private static final List<Span> SPANS =
      List.of(
          new Span("today", 1),
          new Span("7-days", 7),
          new Span("30-days", ShownDays.USUAL),
          new Span("90-days", 90),
          new Span("1-year", 365));

  /**
   * Beyond so many days a chart cannot be read, and an attacker could ask for the age of the earth.
   */
  private final Dashboard dashboard;

  private final StockFigures stock;
  private final StockFiguresCsv stockCsv;
  private final Till till;
  private final Clock clock;
  private final ShopCalendar calendar;
  private final ServerExport export;
  private final Texts texts;

  DashboardPage(
      Dashboard dashboard,
      StockFigures stock,
      StockFiguresCsv stockCsv,
      Till till,
      Clock clock,
      ShopCalendar calendar,
      ServerExport export,
      Texts texts) {
    this.dashboard = dashboard;
    this.stock = stock;
    this.stockCsv = stockCsv;
    this.till = till;
    this.clock = clock;
    this.calendar = calendar;
    this.export = export;
    this.texts = texts;
  }

  @GetMapping("/dashboard")
  String show(
      @RequestParam @Nullable Integer days,
      @RequestParam @Nullable String from,
      @RequestParam @Nullable String to,
      HttpServletRequest request,
      Model page) {
    LocalDate today = calendar.day(clock.instant());
    Days chosen = chosen(days, from, to, page);
    page.addAttribute("view", dashboard.view(chosen));
    List<StockFlow> kinds = stock.byKind(chosen);
    page.addAttribute("stock", kinds);
    page.addAttribute("stockTotals", StockFlow.Totals.of(kinds));
    page.addAttribute("till", till);
    page.addAttribute("spans", SPANS);
    page.addAttribute("endsToday", chosen.last().equals(today));
    boolean mayExport = request.getUserPrincipal() == null || request.isUserInRole("ADMINISTRATOR");
    page.addAttribute("export", mayExport && export.place().isPresent() ? export : null);
    return "dashboard";
  }

  private Days chosen(
      @Nullable Integer days, @Nullable String from, @Nullable String to, Model page) {
    LocalDate today = calendar.day(clock.instant());
    Days usual = Days.endingAt(today, ShownDays.USUAL);
    Days chosen = usual;
    if (from != null && to != null) {
      try {
        chosen = new Days(LocalDate.parse(from), LocalDate.parse(to));
      } catch (DateTimeException | IllegalArgumentException e) {
        page.addAttribute("error", texts.of("dashboard.choose-a-first-day"));
      }
    } else if (days != null && days > 0) {
      chosen = Days.endingAt(today, Math.min(days, ShownDays.MOST));
    }
    if (chosen.count() > ShownDays.MOST) {
      page.addAttribute("error", texts.of("dashboard.choose-at-most-ten-years"));
      return usual;
    }
    return chosen;
  }

  /** Margin and shrinkage of the days that the page shows. */
  @GetMapping("/dashboard/stock/export.csv")
  void stock(
      @RequestParam @Nullable Integer days,
      @RequestParam @Nullable String from,
      @RequestParam @Nullable String to,
      Model page,
      HttpServletResponse response)
      throws IOException {
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"margin-and-shrinkage.csv\"");
    stockCsv.write(chosen(days, from, to, page), response);
  }

  /**
   * A span to choose.
   *
   * @param name the end of the key of what it is called
   * @param days how many days it is
   */
  record Span(String name, int days) {}
}
