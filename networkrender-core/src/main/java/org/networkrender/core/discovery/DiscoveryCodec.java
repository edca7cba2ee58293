package org.networkrender.core.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;
import org.networkrender.api.discovery.Advertisement;

/**
 * Writes and reads datagrams: one JSON object, whose member {@code networkrender} is the version of
 * this format. Fields are taken one by one: binding to a class would fill what is missing with
 * null. Unknown members are passed over, so that a later version can add some.
 */
final class DiscoveryCodec {
  /** The longest datagram, in bytes; the longest valid message is below 900. */
  static final int MAX_BYTES = 1024;

  /** The version of this format. */
  static final int VERSION = 1;

  private static final String MAGIC = "networkrender";
  private static final Gson GSON =
      new GsonBuilder().setStrictness(Strictness.STRICT).disableHtmlEscaping().create();
  private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern WORKER = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private DiscoveryCodec() {}

  static byte[] encode(DiscoveryMessage message) {
    JsonObject json = new JsonObject();
    json.addProperty(MAGIC, VERSION);
    if (message instanceof DiscoveryMessage.Announce announce) {
      Advertisement advertisement = announce.advertisement();
      json.addProperty("type", "announce");
      json.addProperty("worker", advertisement.worker());
      json.addProperty("name", advertisement.name());
      json.addProperty("protocol", advertisement.protocol());
      json.addProperty("port", advertisement.port());
      json.addProperty("fingerprint", advertisement.fingerprint());
      json.addProperty("state", advertisement.state().name());
    } else if (message instanceof DiscoveryMessage.Goodbye goodbye) {
      json.addProperty("type", "goodbye");
      json.addProperty("worker", goodbye.worker());
    } else {
      json.addProperty("type", "query");
    }
    return GSON.toJson(json).getBytes(UTF_8);
  }

  /**
   * Reads a datagram.
   *
   * @throws UnusableMessageException if it is not a valid message of this version
   */
  static DiscoveryMessage decode(ByteBuffer datagram) throws UnusableMessageException {
    JsonObject json = parse(datagram);
    int version = number(json, MAGIC);
    if (version != VERSION) {
      throw new UnusableMessageException(
          "speaks version " + version + " of the announcements, this machine speaks " + VERSION);
    }
    return switch (text(json, "type")) {
      case "announce" -> new DiscoveryMessage.Announce(advertisement(json));
      case "goodbye" -> new DiscoveryMessage.Goodbye(worker(json));
      case "query" -> new DiscoveryMessage.Query();
      default -> throw new UnusableMessageException("sent a message of an unknown type");
    };
  }

  private static JsonObject parse(ByteBuffer datagram) throws UnusableMessageException {
    try {
      if (datagram.remaining() <= MAX_BYTES
          && GSON.fromJson(UTF_8.newDecoder().decode(datagram).toString(), JsonElement.class)
              instanceof JsonObject json
          && json.has(MAGIC)) {
        return json;
      }
    } catch (CharacterCodingException | JsonParseException e) {
      // Another program's datagram. What exactly is wrong with it helps nobody.
    }
    throw new UnusableMessageException("sent something that is not a message of networkrender");
  }

  private static Advertisement advertisement(JsonObject json) throws UnusableMessageException {
    try {
      return new Advertisement(
          text(json, "worker"),
          text(json, "name"),
          number(json, "protocol"),
          number(json, "port"),
          text(json, "fingerprint"),
          Advertisement.State.valueOf(text(json, "state")));
    } catch (IllegalArgumentException e) {
      throw new UnusableMessageException("sent an announcement that is not valid");
    }
  }

  private static String worker(JsonObject json) throws UnusableMessageException {
    String worker = text(json, "worker");
    if (!WORKER.matcher(worker).matches()) {
      throw new UnusableMessageException("sent a goodbye that is not valid");
    }
    return worker;
  }

  private static String text(JsonObject json, String member) throws UnusableMessageException {
    if (json.get(member) instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw new UnusableMessageException("sent a message without a valid " + member);
  }

  private static int number(JsonObject json, String member) throws UnusableMessageException {
    if (json.get(member) instanceof JsonPrimitive primitive
        && primitive.isNumber()
        && SMALL_NUMBER.matcher(primitive.getAsString()).matches()) {
      return Integer.parseInt(primitive.getAsString());
    }
    throw new UnusableMessageException("sent a message without a valid " + member);
  }
}
