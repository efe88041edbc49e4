package dev.greengrocer.web.checkout;

import jakarta.servlet.http.HttpServletRequest;

/** The two pages of one basket. Their forms are the same; each is answered by the page it is of. */
enum BasketPage {
  /** All about a basket, one thing below the other. */
  CHECKOUT("checkout"),
  /** The camera and the basket side by side. */
  TILL("till");

  private final String template;

  BasketPage(String template) {
    this.template = template;
  }

  /** The page that a request is for, or whose form it comes from: forms of the till say so. */
  static BasketPage of(HttpServletRequest request) {
    return request.getServletPath().equals(TILL.path())
            || TILL.form().equals(request.getParameter("at"))
        ? TILL
        : CHECKOUT;
  }

  /** What the forms of the page say, so that it answers them. */
  public String form() {
    return template;
  }

  String template() {
    return template;
  }

  /** Where the page is. */
  public String path() {
    return "/" + template;
  }

  /** Where a browser goes after a change. */
  String back() {
    return "redirect:" + path();
  }
}
