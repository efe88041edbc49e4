package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.web.model.ActiveModel;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;

/**
 * The first page: show it a photo. With JavaScript it speaks to the API; without, a form brings one
 * photo and leads to the page of its answer.
 */
@Controller
class IdentifyPage {

  private final PredictionService service;
  private final ActiveModel models;

  IdentifyPage(PredictionService service, ActiveModel models) {
    this.service = service;
    this.models = models;
  }

  @GetMapping("/")
  String identify(Model page) {
    page.addAttribute("labels", models.current().labels().labels());
    return "identify";
  }

  @PostMapping(path = "/identify", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  String answer(@RequestPart @Nullable MultipartFile image, HttpServletRequest request)
      throws Exception {
    if (image == null || image.isEmpty()) {
      throw new RefusedException(Problem.NO_PHOTO, "Choose a photo first");
    }
    LoggedPrediction prediction =
        service
            .predict(image::getBytes, RequestContext.of(request, Source.WEB, null, null))
            .prediction();
    return "redirect:/history/" + prediction.id();
  }
}
