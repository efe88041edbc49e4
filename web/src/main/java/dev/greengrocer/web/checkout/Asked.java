package dev.greengrocer.web.checkout;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A request of the page, and where the words of its answer go. */
record Asked(
    String number,
    HttpServletRequest request,
    HttpServletResponse response,
    Model page,
    RedirectAttributes next) {}
