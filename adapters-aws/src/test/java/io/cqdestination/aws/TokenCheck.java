package io.cqdestination.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes a token's signature anew, as a server does that knows the secret key. Source: Amazon's
 * documentation of version 4 of its signatures, for requests signed in the query.
 */
final class TokenCheck {
  private static final String HMAC = "HmacSHA256";

  private final String host;
  private final Map<String, String> query;

  /** The query's parameters, still encoded, by name. */
  TokenCheck(String token) {
    int slash = token.indexOf("/?");
    host = token.substring(0, slash);
    query =
        Arrays.stream(token.substring(slash + 2).split("&"))
            .map(parameter -> parameter.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, _) -> a, TreeMap::new));
  }

  String host() {
    return host;
  }

  /** A parameter's value. */
  String value(String name) {
    return URLDecoder.decode(Objects.requireNonNull(query.get(name), name), StandardCharsets.UTF_8);
  }

  boolean has(String name) {
    return query.containsKey(name);
  }

  boolean isSignedWith(String secretKey) throws GeneralSecurityException {
    String[] scope = value("X-Amz-Credential").split("/", 2)[1].split("/");
    String canonicalQuery =
        query.entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals("X-Amz-Signature"))
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
    String request =
        String.join("\n", "GET", "/", canonicalQuery, "host:" + host, "", "host", hex(digest("")));
    String text =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            value("X-Amz-Date"),
            String.join("/", scope),
            hex(digest(request)));
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : scope) {
      key = hmac(key, part);
    }
    return hex(hmac(key, text)).equals(value("X-Amz-Signature"));
  }

  private static byte[] digest(String text) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(key, HMAC));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
