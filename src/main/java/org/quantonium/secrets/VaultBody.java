package org.quantonium.secrets;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** What is sent to Vault: one JSON object of texts, never a String. */
final class VaultBody {
  private VaultBody() {}

  static byte[] of(Map<String, SecretBytes> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        VaultAnswer.JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      members.forEach(
          (name, value) -> {
            byte[] text = value.expose();
            json.writeName(name);
            json.writeUTF8String(text, 0, text.length);
            Arrays.fill(text, (byte) 0);
          });
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
