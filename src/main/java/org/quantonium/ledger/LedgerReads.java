package org.quantonium.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.quantonium.identity.Caller;
import org.quantonium.merkle.EntryBundle;
import org.quantonium.merkle.Tile;
import org.quantonium.merkle.TilePath;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * The answers of {@link LedgerResource}. Each query and export is recorded before it is answered,
 * bundles in aggregate; checkpoints, keys and hash tiles never, since they tell of nobody.
 */
@ApplicationScoped
class LedgerReads {
  /** A tile never changes: a partial one has its width in its path. */
  private static final String FOREVER = "max-age=31536000, immutable";

  /** Of the formats of exports. */
  private static final Map<String, String> TYPES =
      Map.of(
          "jsonl", "application/jsonl", "csv", "text/csv;charset=UTF-8", "zip", "application/zip");

  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");

  /** A search may read the whole log: they must not take every connection to the database. */
  private static final int SEARCHES_AT_ONCE = 4;

  /** Each holds a thread for as long as its client takes to read it. */
  private static final int EXPORTS_AT_ONCE = 4;

  private final Semaphore searches = new Semaphore(SEARCHES_AT_ONCE);
  private final Semaphore exports = new Semaphore(EXPORTS_AT_ONCE);

  @Inject private PublishedLog log;
  @Inject private LedgerNode node;
  @Inject private EntrySearch search;
  @Inject private LedgerExport export;
  @Inject private ExportPlace place;
  @Inject private ReadRecords records;

  Response checkpoint(Request request) {
    Vouched vouched = log.checkpoint();
    // By the root: two trees of one size may follow each other when a restored one is accepted.
    EntityTag tag = new EntityTag(Base64.getEncoder().encodeToString(vouched.checkpoint().root()));
    Response.ResponseBuilder notModified = request.evaluatePreconditions(tag);
    return (notModified == null ? Response.ok(vouched.note().toString()) : notModified)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .tag(tag)
        .build();
  }

  Response key() {
    return Response.ok(node.key() + "\n")
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .build();
  }

  Response tile(String path) {
    Tile tile = Tile.parse(path).orElseThrow(LedgerReads::noTile);
    return Response.ok(log.tile(tile))
        .header(HttpHeaders.CACHE_CONTROL, "public, " + FOREVER)
        .build();
  }

  Response bundle(Caller caller, String path) {
    TilePath bundle = EntryBundle.parsePath(path).orElseThrow(LedgerReads::noTile);
    log.refuseUncovered(bundle);
    records.bundleRead(caller, bundle.index());
    return Response.ok(log.bundle(bundle.index(), bundle.width()))
        .header(HttpHeaders.CACHE_CONTROL, "private, " + FOREVER)
        .build();
  }

  private static Problem noTile() {
    return new Problem(
        ProblemType.NOT_FOUND,
        "No tile has this path: see C2SP tlog-tiles for those that there are.");
  }

  EntryPage find(Caller caller, EntryFilter filter) {
    filter.refuseUnknown();
    if (!searches.tryAcquire()) {
      throw new Problem(ProblemType.CAPACITY, "Other searches are running; try again.")
          .retryAfterSeconds(1);
    }
    try {
      return found(caller, filter);
    } finally {
      searches.release();
    }
  }

  private EntryPage found(Caller caller, EntryFilter filter) {
    long size = log.size();
    records.queried(caller, filter, size);
    return search.find(filter, size);
  }

  EntryView at(Caller caller, String index) {
    long covered = covered(index);
    records.read(caller, covered);
    return search.at(covered).orElseThrow(LedgerReads::noEntry);
  }

  /** An index that has one spelling and is in the tree. */
  private long covered(String text) {
    if (!INDEX.matcher(text).matches() || Long.parseLong(text) >= log.size()) {
      throw noEntry();
    }
    return Long.parseLong(text);
  }

  private static Problem noEntry() {
    return new Problem(ProblemType.NOT_FOUND, "The checkpoint covers no such entry.");
  }

  Response proof(Caller caller, String index) {
    long covered = covered(index);
    records.read(caller, covered);
    return Response.ok(log.proof(covered).toString()).build();
  }

  /**
   * To HEAD it tells what GET would be answered, and hands nothing out that were to be recorded.
   */
  Response export(
      Caller caller, HttpServletRequest request, String format, String from, String to) {
    if (format.equals("zip") && (from != null || to != null)) {
      // What is recorded is what is handed out.
      throw Problem.invalid("", "zip is the whole log: leave from and to out");
    }
    Vouched vouched = log.checkpoint();
    long size = vouched.checkpoint().size();
    long first = from == null ? 0 : Long.parseLong(from);
    long end = to == null ? size : Long.parseLong(to);
    if (first > end || end > size) {
      throw Problem.invalid(
          "", "from must not be past to, nor to past the checkpoint's size, " + size);
    }
    // Of the server, since Jersey's own request says GET.
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      return attachment(format, out -> {});
    }
    place.take(exports);
    records.exported(caller, format, first, end);
    return switch (format) {
      case "jsonl" -> attachment(format, out -> export.jsonLines(first, end, paced(out)));
      case "csv" -> attachment(format, out -> export.csv(first, end, paced(out)));
      default -> attachment(format, out -> export.directory(vouched, paced(out)));
    };
  }

  private static OutputStream paced(OutputStream out) {
    return new PacedOutput(out, System::nanoTime);
  }

  private static Response attachment(String format, StreamingOutput content) {
    return Response.ok(content, MediaType.valueOf(TYPES.get(format)))
        .header("Content-Disposition", "attachment; filename=\"ledger." + format + "\"")
        .build();
  }
}
