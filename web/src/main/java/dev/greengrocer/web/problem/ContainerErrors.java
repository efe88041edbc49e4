package dev.greengrocer.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
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
  @Nullable ResponseEntity<ProblemDetail> error(
      HttpServletRequest request, HttpServletResponse response) throws Exception {
    if (response.isCommitted()) {
      return null; // the container cuts the connection next
    }
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception failure) {
      return problems.answer(failure, request, response);
    }
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return problems.written(
        Problems.detail(code instanceof Integer status ? status : HttpStatus.NOT_FOUND.value()),
        new HttpHeaders(),
        request,
        response);
  }
}
