package org.quantonium.ledger;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.quantonium.problem.Problem;

/** The query of {@code GET /v1/ledger/entries}. */
public class EntryFilter {
  private static final String INDEX = "0|[1-9][0-9]{0,17}";
  private static final String NAME = "[\\x21-\\x7e]{1,255}";

  @QueryParam("client")
  @Pattern(regexp = NAME, message = "client must have 1 to 255 visible ASCII characters")
  String client;

  @QueryParam("subject")
  @Pattern(regexp = NAME, message = "subject must have 1 to 255 visible ASCII characters")
  String subject;

  @QueryParam("action")
  String action;

  @QueryParam("outcome")
  String outcome;

  @QueryParam("since")
  String since;

  @QueryParam("until")
  String until;

  @QueryParam("from")
  @DefaultValue("0")
  @Pattern(regexp = INDEX, message = "from must be an index: a decimal number of 1 to 18 digits")
  String from;

  @QueryParam("limit")
  @DefaultValue("100")
  @Pattern(regexp = "[1-9][0-9]{0,2}|1000", message = "limit must be an integer from 1 to 1000")
  String limit;

  /**
   * What the annotations cannot say. Before a query is recorded, so that none is that was refused.
   *
   * @throws Problem INVALID_REQUEST
   */
  void refuseUnknown() {
    refuseUnknown("action", action, Event.Action.values());
    refuseUnknown("outcome", outcome, Event.Outcome.values());
    sinceMillis();
    untilMillis();
  }

  private static void refuseUnknown(String name, String given, Enum<?>[] known) {
    if (given != null && Arrays.stream(known).noneMatch(one -> one.name().equals(given))) {
      throw Problem.invalid(
          "",
          name
              + " must be one of "
              + Arrays.stream(known).map(Enum::name).collect(Collectors.joining(", ")));
    }
  }

  long from() {
    return Long.parseLong(from);
  }

  int limit() {
    return Integer.parseInt(limit);
  }

  long sinceMillis() {
    return since == null ? Long.MIN_VALUE : millis("since", since);
  }

  long untilMillis() {
    return until == null ? Long.MAX_VALUE : millis("until", until);
  }

  private static long millis(String name, String time) {
    try {
      return Instant.parse(time).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw Problem.invalid("", name + " must be a time such as 2026-01-31T12:00:00Z");
    }
  }

  /** What narrows the list, by name; empty if it is a range of indexes. */
  Map<String, String> narrowing() {
    Map<String, String> narrowing = new LinkedHashMap<>();
    putIfGiven(narrowing, "client", client);
    putIfGiven(narrowing, "subject", subject);
    putIfGiven(narrowing, "action", action);
    putIfGiven(narrowing, "outcome", outcome);
    putIfGiven(narrowing, "since", since);
    putIfGiven(narrowing, "until", until);
    return narrowing;
  }

  private static void putIfGiven(Map<String, String> narrowing, String name, String value) {
    if (value != null) {
      narrowing.put(name, value);
    }
  }

  /**
   * What narrows the list as an entry tells it, URL-encoded. Of a subject it tells that there was
   * one: an entry cannot be erased, and a person must be.
   */
  String recorded() {
    Map<String, String> told = narrowing();
    told.computeIfPresent("subject", (name, value) -> "");
    return encoded(told);
  }

  /** Path of the page that begins at an index. */
  String page(long first) {
    String narrowing = encoded(narrowing());
    return "/v1/ledger/entries?from="
        + first
        + "&limit="
        + limit
        + (narrowing.isEmpty() ? "" : "&" + narrowing);
  }

  private static String encoded(Map<String, String> members) {
    return members.entrySet().stream()
        .map(m -> m.getKey() + "=" + URLEncoder.encode(m.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
