package dev.greengrocer.web.server;

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
import java.io.IOException;
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

  // A photo in a form has headers around it, and one in JSON is a third longer in base 64.
  private static final double WRAPPING = 1.4;
  private static final long SMALL = 64 * 1024;

  private final long limit;
  private final UploadSettings uploads;
  private final HandlerExceptionResolver problems;

  BodyLimitFilter(UploadSettings uploads, HandlerExceptionResolver handlerExceptionResolver) {
    this.uploads = uploads;
    this.problems = handlerExceptionResolver;
    limit = limit(uploads);
  }

  /** The most bytes of a body, whatever is in it. */
  static long limit(UploadSettings uploads) {
    return (long) (uploads.maxSize().toBytes() * WRAPPING) + SMALL;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > limit) {
      response.setHeader("Connection", "close");
      problems.resolveException(request, response, null, tooLarge());
      return;
    }
    chain.doFilter(new Limited(request), response);
  }

  private RefusedException tooLarge() {
    return new RefusedException(
        Problem.TOO_LARGE,
        "The body is longer than photos of %d bytes need; send a smaller photo"
            .formatted(uploads.maxSize().toBytes()));
  }

  /** A request whose body ends in a refusal when it goes past the limit. */
  private final class Limited extends HttpServletRequestWrapper {

    Limited(HttpServletRequest request) {
      super(request);
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
          if (read > limit) {
            throw tooLarge();
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
