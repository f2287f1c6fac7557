package org.quantonium.container;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quantonium.problem.Json;

/** An event as a browser would read it (WHATWG HTML, 9.2.6), its fields null if it has none. */
public record StreamedEvent(String name, String id, String data) {

  /** All events of a stream that ended. */
  public static List<StreamedEvent> all(String stream) {
    List<StreamedEvent> events = new ArrayList<>();
    String name = null;
    String id = null;
    StringBuilder data = new StringBuilder();
    for (String line : stream.split("\r\n|\r|\n", -1)) {
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
      switch (field) {
        case "event" -> name = value;
        case "id" -> id = value;
        case "data" -> data.append(value).append('\n');
        default -> {
          if (line.isEmpty()) {
            if (data.length() > 0) {
              events.add(new StreamedEvent(name, id, data.substring(0, data.length() - 1)));
            }
            name = null;
            data.setLength(0);
          }
        }
      }
    }
    return events;
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> json() {
    return (Map<String, Object>) Json.read(data.getBytes(StandardCharsets.UTF_8), Map.class);
  }
}
