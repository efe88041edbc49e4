package dev.greengrocer.web.checkout;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.ModelMap;

/**
 * A request of the page, and where its answer goes.
 *
 * @param number the page's script numbers its requests; empty from a form without a script
 */
record Asked(
    String number, HttpServletRequest request, HttpServletResponse response, ModelMap page) {}
