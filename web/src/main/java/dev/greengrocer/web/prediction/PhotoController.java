package dev.greengrocer.web.prediction;

import dev.greengrocer.image.HeatMap;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.photo.KeptPhoto;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.web.Refuses;
import dev.greengrocer.web.model.ActiveModel;
import dev.greengrocer.web.model.LoadedModel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The photo behind an answer: itself, small, and with what the answer rests on. */
@RestController
@RequestMapping(PredictionController.PATH + "/{id}")
@Tag(name = "Photos")
class PhotoController {

  private static final int EXPLAINED_SIDE = 480;

  // Kept by no browser: it must be gone when it is erased, and when its viewer has signed out.
  private static final CacheControl NOT_KEPT = CacheControl.noStore().cachePrivate();

  private final PredictionLog log;
  private final PhotoStore photos;
  private final ActiveModel models;
  private final Decoders decoders;
  private final PhotoReader reader;

  PhotoController(
      PredictionLog log,
      PhotoStore photos,
      ActiveModel models,
      Decoders decoders,
      PhotoReader reader) {
    this.log = log;
    this.photos = photos;
    this.models = models;
    this.decoders = decoders;
    this.reader = reader;
  }

  @GetMapping("/photo")
  @Refuses(Problem.PHOTOS_AWAY)
  @Operation(operationId = "getPhoto", summary = "The photo, without its metadata")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.IMAGE_JPEG_VALUE,
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = MediaType.IMAGE_PNG_VALUE,
            schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = "image/webp", schema = @Schema(type = "string", format = "binary"))
      })
  ResponseEntity<Resource> photo(@PathVariable String id) throws IOException {
    KeptPhoto kept = kept(id, photo(logged(id)));
    try {
      return image(kept.format()).body(new PhotoResource(kept));
    } catch (NoSuchFileException e) {
      throw gone(id); // erased in this moment
    }
  }

  @GetMapping("/thumbnail")
  @Refuses(Problem.PHOTOS_AWAY)
  @Operation(operationId = "getThumbnail", summary = "The photo, small and upright")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.IMAGE_JPEG_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<Resource> thumbnail(@PathVariable String id) throws Exception {
    LoggedPrediction.Photo photo = photo(logged(id));
    Optional<KeptPhoto> thumbnail = photos.findThumbnail(photo.sha256());
    if (thumbnail.isPresent()) {
      try {
        return image(ImageFormat.JPEG).body(new PhotoResource(thumbnail.get()));
      } catch (NoSuchFileException e) {
        throw gone(id); // erased in this moment
      }
    }
    return image(ImageFormat.JPEG).body(new ByteArrayResource(newThumbnail(id, photo)));
  }

  /** Made at the first request for it: for most photos there is none. */
  private byte[] newThumbnail(String id, LoggedPrediction.Photo photo) throws Exception {
    byte[] thumbnail;
    try (Decoders.Place place = decoders.take()) {
      byte[] bytes = read(id, photo);
      long memory = reader.checkKept(bytes).decodingBytes();
      thumbnail = place.decode(memory, () -> reader.thumbnail(bytes));
    }
    photos.keepThumbnail(photo.sha256(), thumbnail);
    return thumbnail;
  }

  @GetMapping("/explanation")
  @Refuses({Problem.CONFLICT, Problem.UNPROCESSABLE, Problem.PHOTOS_AWAY})
  @Operation(
      operationId = "getExplanation",
      summary = "The photo in grey, with what speaks for a label in colour")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.IMAGE_PNG_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<byte[]> explanation(@PathVariable String id, @RequestParam @Nullable String label)
      throws Exception {
    LoggedPrediction prediction = logged(id);
    LoggedPrediction.Photo photo = photo(prediction);
    kept(id, photo);
    try (ActiveModel.Lease lease = models.lease()) {
      Classifier classifier = lease.model().classifier();
      checkExplains(lease.model(), prediction);
      String name = label == null ? prediction.best().label() : known(classifier, label);
      byte[] png;
      try (Decoders.Place place = decoders.take()) {
        byte[] bytes = read(id, photo);
        long memory = reader.checkKept(bytes).decodingBytes();
        png = place.decode(memory, () -> explain(classifier, bytes, name));
      }
      return image(ImageFormat.PNG).body(png);
    }
  }

  private byte[] explain(Classifier classifier, byte[] bytes, String label) {
    RgbImage image =
        reader.decodeKept(bytes, Math.max(EXPLAINED_SIDE / 2, classifier.preprocessing().resize()));
    HeatMap map = classifier.explain(image, label);
    double scale = Math.min(1, (double) EXPLAINED_SIDE / Math.min(image.width(), image.height()));
    RgbImage shown =
        ImageOperations.resize(
            image,
            (int) Math.max(1, Math.round(image.width() * scale)),
            (int) Math.max(1, Math.round(image.height() * scale)));
    return ImageOperations.encodePng(map.overlay(shown));
  }

  private static void checkExplains(LoadedModel model, LoggedPrediction prediction) {
    if (!model.classifier().canExplain()) {
      throw new RefusedException(
          Problem.CONFLICT,
          "Model '%s' does not tell what its answers rest on".formatted(model.bundle().name()));
    }
    if (!model.bundle().modelSha256().equals(prediction.modelSha256())) {
      throw new RefusedException(
          Problem.CONFLICT,
          "This was answered by model '%s', which no longer runs".formatted(prediction.model()));
    }
  }

  private static String known(Classifier classifier, String spelling) {
    return classifier
        .labels()
        .find(spelling)
        .map(found -> found.name())
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.UNPROCESSABLE, "label '%s': none of the model's".formatted(spelling)));
  }

  private LoggedPrediction logged(String id) {
    return log.find(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND, "No prediction with id '%s'.".formatted(id)));
  }

  private static LoggedPrediction.Photo photo(LoggedPrediction prediction) {
    LoggedPrediction.Photo photo = prediction.photo();
    if (photo == null) {
      throw new RefusedException(
          Problem.NOT_FOUND,
          "prediction '%s': its photo was not kept, or has been erased".formatted(prediction.id()));
    }
    return photo;
  }

  private byte[] read(String id, LoggedPrediction.Photo photo) throws IOException {
    try {
      return kept(id, photo).bytes();
    } catch (NoSuchFileException e) {
      throw gone(id); // erased in this moment
    }
  }

  private KeptPhoto kept(String id, LoggedPrediction.Photo photo) {
    return photos.find(photo.sha256(), photo.format()).orElseThrow(() -> gone(id));
  }

  private static RefusedException gone(String id) {
    return new RefusedException(
        Problem.NOT_FOUND, "The photo of prediction '%s' has expired.".formatted(id));
  }

  private static ResponseEntity.BodyBuilder image(ImageFormat format) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(format.mediaType()))
        .cacheControl(NOT_KEPT);
  }
}
