package dev.greengrocer.web.prediction;

import dev.greengrocer.Answer;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.image.ImageHeader;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.CompletedRequest;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.IdempotentRequest.EarlierRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.photo.PhotoSettings;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.LoggedPrediction.Photo;
import dev.greengrocer.ledger.prediction.LoggedPrediction.Timings;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.model.ActiveModel;
import dev.greengrocer.web.prediction.InferenceQueue.Inferred;
import dev.greengrocer.web.prediction.PhotoReader.Decoded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * The journey of a photo: let in, read, decoded, named, kept, written into the books, and only then
 * answered. Thread-safe.
 */
@Service
public class PredictionService {

  private final QueueLimit limit;
  private final Decoders decoders;
  private final PhotoReader reader;
  private final InferenceQueue queue;
  private final ActiveModel models;
  private final PhotoStore photos;
  private final Supplier<PhotoSettings> photoSettings;
  private final PredictionLog log;
  private final IdempotencyKeys keys;
  private final PredictionMetrics metrics;
  private final RunningKeys runningKeys = new RunningKeys();
  private final Clock clock;

  PredictionService(
      QueueLimit limit,
      Decoders decoders,
      PhotoReader reader,
      InferenceQueue queue,
      ActiveModel models,
      PhotoStore photos,
      LiveSettings photoSettings,
      PredictionLog log,
      IdempotencyKeys keys,
      PredictionMetrics metrics,
      Clock clock) {
    this.limit = limit;
    this.decoders = decoders;
    this.reader = reader;
    this.queue = queue;
    this.models = models;
    this.photos = photos;
    this.photoSettings = photoSettings.of(PhotoSettings.class);
    this.log = log;
    this.keys = keys;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Answers a photo.
   *
   * @return the answer as it is in the books
   * @throws RefusedException if it cannot be answered
   */
  public Outcome predict(Upload upload, RequestContext asker) throws Exception {
    try (ActiveModel.Lease lease = models.lease()) {
      return predict(upload, asker, lease);
    }
  }

  /** Answers a photo with a model that the caller holds. */
  @SuppressWarnings("try") // held, not used
  public Outcome predict(Upload upload, RequestContext asker, ActiveModel.Lease lease)
      throws Exception {
    try (QueueLimit.Entry entry = limit.enter();
        RunningKeys.Key key = runningKeys.hold(asker.scopedKey())) {
      return answer(upload, asker, lease);
    } catch (RefusedException e) {
      metrics.refused(e);
      throw e;
    }
  }

  private Outcome answer(Upload upload, RequestContext asker, ActiveModel.Lease lease)
      throws Exception {
    long start = System.nanoTime();
    ImageHeader header;
    Decoded decoded;
    @Nullable IdempotentRequest request;
    long waited;
    long read;
    try (Decoders.Place place = decoders.take()) {
      waited = System.nanoTime() - start;
      byte[] bytes = upload.read();
      header = reader.check(bytes);
      request = request(asker, bytes);
      Optional<LoggedPrediction> earlier = earlier(request);
      if (earlier.isPresent()) {
        return new Outcome(earlier.get(), null, true);
      }
      read = System.nanoTime() - start - waited;
      decoded =
          place.decode(
              header.decodingBytes(),
              () -> reader.decode(bytes, header, lease.model().classifier().preprocessing()));
    }
    Inferred inferred = queue.infer(lease.model(), decoded.tensor());
    Answer answer = inferred.answers().get(0);
    LoggedPrediction prediction =
        describe(
            answer,
            asker,
            keep(decoded, header),
            lease.model().bundle(),
            new Timings(
                micros(read + decoded.decodeNanos()),
                micros(decoded.preprocessNanos()),
                micros(waited + inferred.waitedNanos()),
                micros(inferred.ranNanos())));
    return write(prediction, answer, request);
  }

  /**
   * Answers tensors that the caller prepared.
   *
   * @param images {@code [N, 3, S, S]} as the model's preprocessing makes them
   * @return N answers as they are in the books
   */
  @SuppressWarnings("try") // held, not used
  public List<Outcome> predict(ImageTensor images, RequestContext asker, ActiveModel.Lease lease) {
    try (QueueLimit.Entry entry = limit.enter()) {
      Inferred inferred = queue.infer(lease.model(), images);
      List<Outcome> outcomes = new ArrayList<>();
      for (Answer answer : inferred.answers()) {
        LoggedPrediction prediction =
            describe(
                answer,
                asker,
                null,
                lease.model().bundle(),
                new Timings(0, 0, micros(inferred.waitedNanos()), micros(inferred.ranNanos())));
        outcomes.add(new Outcome(append(prediction, null), answer, false));
      }
      return outcomes;
    } catch (RefusedException e) {
      metrics.refused(e);
      throw e;
    }
  }

  private Optional<LoggedPrediction> earlier(@Nullable IdempotentRequest request) {
    if (request == null) {
      return Optional.empty();
    }
    Optional<CompletedRequest> completed =
        keys.find(request).or(() -> beforeTheUpgrade(request.before()));
    completed
        .filter(earlier -> !earlier.isOf(request.sha256()))
        .ifPresent(
            earlier -> {
              throw new RefusedException(
                  Problem.KEY_REUSED,
                  "This Idempotency-Key was used for another photo or customer at %s; choose a new key for each request"
                      .formatted(earlier.at()));
            });
    return completed.flatMap(earlier -> log.find(earlier.resultId()));
  }

  /** What an earlier version answered the caller, for the same key. */
  private Optional<CompletedRequest> beforeTheUpgrade(@Nullable EarlierRequest request) {
    if (request == null) {
      return Optional.empty();
    }
    return keys.findEarlier(Scope.PREDICTION, request.key())
        .filter(
            completed ->
                log.find(completed.resultId())
                    .filter(answer -> request.wrote().test(answer.actor(), answer.id()))
                    .isPresent());
  }

  private @Nullable Photo keep(Decoded decoded, ImageHeader header) {
    if (!photoSettings.get().keep()) {
      return null;
    }
    String sha256 = Sha256.of(decoded.bare());
    ImageFormat format = photos.keep(sha256, decoded.bare());
    return new Photo(sha256, header.width(), header.height(), format);
  }

  private LoggedPrediction describe(
      Answer answer,
      RequestContext asker,
      @Nullable Photo photo,
      ModelBundle bundle,
      Timings timings) {
    // Before the id is made: lists are narrowed by the time in it, which must not be earlier.
    Instant at = Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
    return new LoggedPrediction(
        Ids.next(),
        at,
        new LoggedPrediction.Origin(
            asker.requestId(), asker.source(), asker.actor(), asker.customer(), asker.station()),
        photo,
        new LoggedPrediction.Outcome(
            answer.decision(), answer.reason(), answer.shortlist(), answer.prediction().scores()),
        new LoggedPrediction.Model(bundle.name(), bundle.modelSha256()),
        timings,
        null);
  }

  // The same key may have come to another server on the same database in the meantime.
  private Outcome write(
      LoggedPrediction prediction, Answer answer, @Nullable IdempotentRequest request) {
    try {
      return new Outcome(append(prediction, request), answer, false);
    } catch (DuplicateKeyException e) {
      return new Outcome(earlier(request).orElseThrow(() -> gone(e)), null, true);
    }
  }

  private static RefusedException gone(DuplicateKeyException e) {
    return new RefusedException(
        Problem.CONFLICT,
        "The answer to this Idempotency-Key is no longer stored; choose a new key",
        e);
  }

  private LoggedPrediction append(
      LoggedPrediction prediction, @Nullable IdempotentRequest request) {
    long start = System.nanoTime();
    log.append(prediction, request);
    metrics.answered(prediction, System.nanoTime() - start);
    return prediction;
  }

  // Only a request with a key is ever compared with another: no other request pays for the hash.
  private static @Nullable IdempotentRequest request(RequestContext asker, byte[] bytes) {
    String key = asker.idempotencyKey();
    if (key == null) {
      return null;
    }
    String sha256 = fingerprint(bytes, asker.customer());
    return new IdempotentRequest(
        Scope.PREDICTION,
        Caller.owner(),
        key,
        sha256,
        new EarlierRequest(Caller.named(key), sha256, Caller::wrote));
  }

  /** The hash of what a request asks: whose photo it is, and the photo. */
  private static String fingerprint(byte[] bytes, @Nullable String customer) {
    MessageDigest digest = Sha256.digest();
    digest.update((customer == null ? "" : customer).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(bytes);
    return Sha256.of(digest);
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }

  /**
   * An answer.
   *
   * @param prediction the answer as it is in the books
   * @param answer what the model said, every label with its probability; null when repeated
   * @param repeated whether it was given to an earlier request with the same key
   */
  public record Outcome(LoggedPrediction prediction, @Nullable Answer answer, boolean repeated) {}
}
