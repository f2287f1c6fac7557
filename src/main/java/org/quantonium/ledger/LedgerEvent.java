package org.quantonium.ledger;

import java.util.Map;
import java.util.Optional;
import org.quantonium.identity.Caller;

/** Who read the ledger itself. Checkpoints and hash tiles tell of nobody and are not recorded. */
public sealed interface LedgerEvent extends Event {
  Caller caller();

  @Override
  default Optional<Caller> by() {
    return Optional.of(caller());
  }

  /**
   * Entries were looked for.
   *
   * @param filters as text, URL-encoded; what passes 1,024 bytes of JSON is cut off
   * @param from index of the first entry that was looked at
   * @param to index after the last one
   */
  record Queried(Caller caller, String filters, long from, long to) implements LedgerEvent {
    private static final int MAX_FILTERS = 1024;

    public Queried {
      filters = CanonicalJson.cut(filters, MAX_FILTERS);
    }

    @Override
    public Action action() {
      return Action.LEDGER_QUERIED;
    }

    @Override
    public String resource() {
      return "/v1/ledger/entries";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("filters", filters, "from", from, "to", to);
    }
  }

  /**
   * Entries were taken out.
   *
   * @param format name of the form in which they were
   * @param from index of the first entry
   * @param to index after the last one
   */
  record Exported(Caller caller, String format, long from, long to) implements LedgerEvent {
    @Override
    public Action action() {
      return Action.LEDGER_EXPORTED;
    }

    @Override
    public String resource() {
      return "/v1/ledger/entries";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("format", format, "from", from, "to", to);
    }
  }

  /**
   * Entry bundles were read, by one caller in one window of time.
   *
   * @param count how many reads
   * @param first lowest index of a bundle
   * @param last highest index of a bundle
   */
  record BundlesRead(Caller caller, long count, long first, long last) implements LedgerEvent {
    @Override
    public Action action() {
      return Action.LEDGER_BUNDLES_READ;
    }

    @Override
    public String resource() {
      return "/v1/ledger/tile/entries";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("count", count, "first", first, "last", last);
    }
  }
}
