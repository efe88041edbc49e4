package dev.greengrocer.web.server;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What filters and the container refuse before a route is reached, told in the same way. */
@Controller
class ContainerErrors implements ErrorController {

  private final Problems problems;

  ContainerErrors(Problems problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  Object error(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatusCode status =
        code instanceof Integer number ? HttpStatusCode.valueOf(number) : HttpStatus.NOT_FOUND;
    return problems.written(Problems.detail(status), new HttpHeaders(), request);
  }
}
