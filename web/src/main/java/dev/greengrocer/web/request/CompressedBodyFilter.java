package dev.greengrocer.web.request;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.prediction.UploadSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Unpacks bodies that programs send with {@code Content-Encoding: gzip} or {@code deflate}. What
 * comes out is as long as an uncompressed body may be, and no longer; other encodings are refused
 * by name, and so are packed forms, which the container reads by itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class CompressedBodyFilter extends OncePerRequestFilter {

  private static final Set<String> UNDERSTOOD = Set.of("gzip", "deflate");

  private final long limit;
  private final HandlerExceptionResolver problems;

  CompressedBodyFilter(
      UploadSettings uploads,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    this.limit = BodyLimitFilter.limit(uploads);
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String encoding = encoding(request);
    if (encoding == null) {
      chain.doFilter(request, response);
    } else if (UNDERSTOOD.contains(encoding) && !isForm(request)) {
      chain.doFilter(new Unpacked(request, encoding.equals("gzip")), response);
    } else {
      response.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, deflate");
      problems.resolveException(
          request,
          response,
          null,
          new RefusedException(
              Problem.UNKNOWN_ENCODING,
              isForm(request)
                  ? "Content-Encoding '%s': forms must not be compressed".formatted(encoding)
                  : "Content-Encoding '%s': a body may be compressed by gzip or deflate"
                      .formatted(encoding)));
    }
  }

  /** How a body is packed, or null when it is not. */
  private static @Nullable String encoding(HttpServletRequest request) {
    String header =
        String.join(",", Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)));
    String encoding = header.strip().toLowerCase(Locale.ROOT);
    if (encoding.isEmpty() || encoding.equals("identity")) {
      return null;
    }
    String known = encoding.equals("x-gzip") ? "gzip" : encoding;
    return known.length() > 40 ? known.substring(0, 40) + "…" : known;
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && (type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
            || type.toLowerCase(Locale.ROOT).startsWith("multipart/"));
  }

  /** A request whose body is unpacked as it is read. */
  private final class Unpacked extends HttpServletRequestWrapper {

    private final boolean gzip;
    private @Nullable ServletInputStream body;

    Unpacked(HttpServletRequest request, boolean gzip) {
      super(request);
      this.gzip = gzip;
    }

    /** Readers of the body see none of its packing. */
    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase(HttpHeaders.CONTENT_ENCODING) ? null : super.getHeader(name);
    }

    @Override
    public int getContentLength() {
      return -1;
    }

    @Override
    public long getContentLengthLong() {
      return -1;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (body == null) {
        body = new UnpackedBody(super.getInputStream(), gzip);
      }
      return body;
    }
  }

  private final class UnpackedBody extends ServletInputStream {

    private final boolean gzip;
    private final PackedBody unpacked;
    private long read;
    private boolean finished;

    UnpackedBody(InputStream packed, boolean gzip) {
      this.gzip = gzip;
      this.unpacked = new PackedBody(packed, gzip);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count;
      try {
        count = unpacked.read(bytes, offset, length);
      } catch (ZipException | EOFException e) {
        throw new RefusedException(
            Problem.INVALID_REQUEST,
            "The body is not %s alone, as its Content-Encoding says: %s"
                .formatted(gzip ? "gzip" : "deflate", e.getMessage()),
            e);
      }
      finished = count < 0;
      read += Math.max(0, count);
      if (read > limit) {
        throw new RefusedException(
            Problem.TOO_LARGE,
            "The body has more than %d bytes when it is unpacked".formatted(limit));
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      unpacked.close();
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("a packed body is read by waiting for it");
    }
  }
}
