package dev.greengrocer.web.request;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.model.BundleSettings;
import dev.greengrocer.web.prediction.UploadSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies that are longer than any request needs to be: by what they announce, before a byte
 * is read, and by what comes, when they announce nothing or lie.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class BodyLimitFilter extends OncePerRequestFilter {

  private static final long SMALL = 64 * 1024;

  /** A bundle is a body of its own, which only an administrator's request is read to the end of. */
  private static final String BUNDLES = "/api/v1/model/bundles/";

  private final long limit;
  private final UploadSettings uploads;
  private final BundleSettings bundles;
  private final HandlerExceptionResolver problems;

  BodyLimitFilter(
      UploadSettings uploads,
      BundleSettings bundles,
      HandlerExceptionResolver handlerExceptionResolver) {
    this.uploads = uploads;
    this.bundles = bundles;
    this.problems = handlerExceptionResolver;
    limit = limit(uploads);
  }

  /** The most bytes of a body, whatever is in it. */
  static long limit(UploadSettings uploads) {
    return uploads.mostWrappedBytes() + SMALL;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean isBundle = isBundle(request);
    Limited limited =
        new Limited(request, isBundle ? bundles.maxSize().toBytes() : limit, tooLarge(isBundle));
    if (request.getContentLengthLong() > limited.most) {
      response.setHeader("Connection", "close");
      problems.resolveException(request, response, null, limited.refusal.get());
      return;
    }
    chain.doFilter(limited, response);
  }

  private static boolean isBundle(HttpServletRequest request) {
    return "PUT".equals(request.getMethod())
        && request.getRequestURI().substring(request.getContextPath().length()).startsWith(BUNDLES);
  }

  private Supplier<RefusedException> tooLarge(boolean isBundle) {
    return () ->
        new RefusedException(
            Problem.TOO_LARGE,
            isBundle
                ? "The bundle is longer than the limit of %d bytes (greengrocer.bundles.max-size)"
                    .formatted(bundles.maxSize().toBytes())
                : "The body is longer than photos of %d bytes need; send a smaller photo"
                    .formatted(uploads.maxSize().toBytes()));
  }

  /** A request whose body ends in a refusal when it goes past the limit. */
  private static final class Limited extends HttpServletRequestWrapper {

    private final long most;
    private final Supplier<RefusedException> refusal;

    Limited(HttpServletRequest request, long most, Supplier<RefusedException> refusal) {
      super(request);
      this.most = most;
      this.refusal = refusal;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      ServletInputStream body = super.getInputStream();
      return new ServletInputStream() {
        private long read;

        @Override
        public int read() throws IOException {
          int next = body.read();
          count(next < 0 ? 0 : 1);
          return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int count = body.read(bytes, offset, length);
          count(Math.max(0, count));
          return count;
        }

        private void count(int more) {
          read += more;
          if (read > most) {
            throw refusal.get();
          }
        }

        @Override
        public boolean isFinished() {
          return body.isFinished();
        }

        @Override
        public boolean isReady() {
          return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
          body.setReadListener(listener);
        }
      };
    }
  }
}
