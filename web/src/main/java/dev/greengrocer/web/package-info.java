/**
 * The web application. Its packages are named for what a person does with them; {@code server} puts
 * them together. What happened is kept by the module {@code ledger}, whose package page says how
 * repositories and migrations are written; which package may use which is in {@code
 * docs/architecture.md}. This package holds what several of them share: how a problem becomes an
 * HTTP status, how numbers, discounts and addresses are read from requests, the pages' texts and
 * the hashes of static files.
 *
 * <p>How the code in a package is written:
 *
 * <ul>
 *   <li><b>Controller.</b> A package-private class, {@code @RestController} under {@code /api/v1/…}
 *       (one noun, plural) or {@code @Controller} for a page; thin: it reads the request, calls one
 *       service or repository and shapes the answer as a record. It throws what its package throws
 *       and never builds an error: {@code problem.Problems} turns each failure into an RFC 9457
 *       problem.
 *   <li><b>Settings.</b> A record with {@code @ConfigurationProperties("greengrocer.…")}, checked
 *       in its constructor, with its defaults in {@code application.yaml} and its row in {@code
 *       docs/serve.md}.
 *   <li><b>Page.</b> A Thymeleaf template in {@code templates} inside {@code layout.html}, which
 *       says how, with the parts of {@code parts.html}; its way in is in {@code page.Navigation}.
 *       Scripts and styles are files in {@code static}: the Content-Security-Policy allows nothing
 *       inline and nothing from elsewhere.
 *   <li><b>Test.</b> Extends {@code ServedTest}: the real application on a random port, with the
 *       bundled model and a fresh data directory, spoken to over HTTP.
 * </ul>
 */
@NullMarked
package dev.greengrocer.web;

import org.jspecify.annotations.NullMarked;
