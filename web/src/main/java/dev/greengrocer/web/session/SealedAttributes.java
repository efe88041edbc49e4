package dev.greengrocer.web.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.session.Session;

/**
 * What a session holds, as text for a database: serialized, and encrypted (AES-GCM) with a key that
 * only who has the session's id can make. What another program wrote into the database is not
 * deserialized. Stateless.
 */
final class SealedAttributes {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** The classes of what is in sessions: who signed in, and what one page tells the next. */
  private static final ObjectInputFilter KNOWN =
      ObjectInputFilter.Config.createFilter(
          "dev.greengrocer.**;org.springframework.security.**;org.springframework.web.servlet.*;"
              + "org.springframework.util.*;java.util.**;java.time.**;java.lang.*;java.math.*;"
              + "maxdepth=50;!*");

  private static final SecureRandom RANDOM = new SecureRandom();

  private SealedAttributes() {}

  /** The attributes of a session in bytes, alike for equal ones. */
  static byte[] bytes(Session session) {
    TreeMap<String, Object> attributes = new TreeMap<>();
    for (String name : session.getAttributeNames()) {
      attributes.put(name, session.getRequiredAttribute(name));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(attributes);
    } catch (IOException e) {
      throw new IllegalStateException("a session holds what cannot be shared", e);
    }
    return bytes.toByteArray();
  }

  /** Encrypts attributes for the session with an id. */
  static String seal(String id, byte[] attributes) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, id, nonce, attributes);
    byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
    return Base64.getEncoder().encodeToString(both);
  }

  /**
   * Decrypts what {@link #seal} made.
   *
   * @throws IllegalArgumentException if it is not what that made for this id
   */
  static byte[] open(String id, String text) {
    byte[] both = Base64.getDecoder().decode(text);
    if (both.length < NONCE_BYTES) {
      throw new IllegalArgumentException("sealed attributes are longer");
    }
    return crypt(
        Cipher.DECRYPT_MODE,
        id,
        Arrays.copyOf(both, NONCE_BYTES),
        Arrays.copyOfRange(both, NONCE_BYTES, both.length));
  }

  /** What {@link #bytes} was made of. */
  static Map<String, Object> attributes(byte[] bytes) {
    try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      objects.setObjectInputFilter(KNOWN);
      Map<String, Object> attributes = new HashMap<>();
      ((Map<?, ?>) objects.readObject())
          .forEach((name, value) -> attributes.put((String) name, value));
      return attributes;
    } catch (IOException | ClassNotFoundException | ClassCastException e) {
      throw new IllegalArgumentException("attributes of another version", e);
    }
  }

  private static byte[] crypt(int mode, String id, byte[] nonce, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(id.getBytes(UTF_8), "HmacSHA256"));
      byte[] key = mac.doFinal("greengrocer session attributes".getBytes(UTF_8));
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not sealed for this session", e);
    }
  }
}
