package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verifier: a program for whoever does not want to believe the log. See {@link Usage}. */
public final class Verify {
  private static final int MAX_TOKEN_BYTES = 8192;

  /** How long one file may take over HTTP. */
  private static final Duration REQUEST = Duration.ofSeconds(30);

  private final Report report;
  private final Progress progress;
  private final Clock clock;

  private Verify(PrintStream out, PrintStream err, Clock clock) {
    this.report = new Report(out);
    this.progress = new Progress(err, clock);
    this.clock = clock;
  }

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    PrintStream err = new PrintStream(System.err, true, UTF_8);
    System.exit(run(List.of(args), out, err, Clock.systemUTC()).status);
  }

  static Verdict run(List<String> words, PrintStream out, PrintStream err, Clock clock) {
    if (words.isEmpty() || words.contains("--help")) {
      out.print(Usage.TEXT);
      return words.isEmpty() ? Verdict.CANNOT_TELL : Verdict.VERIFIED;
    }
    Verify verify = new Verify(out, err, clock);
    try {
      return verify.run(Arguments.parse(words));
    } catch (NotVerified e) {
      verify.report.finding(e.getMessage());
      return Verdict.NOT_VERIFIED;
    } catch (Usage e) {
      err.println(Report.printable(e.getMessage()) + "; --help says more");
    } catch (IOException e) {
      err.println(Report.printable(reason(e)));
    }
    return Verdict.CANNOT_TELL;
  }

  private Verdict run(Arguments arguments) throws IOException, NotVerified, Usage {
    return switch (arguments.command()) {
      case RECEIPT -> receipt(arguments.operand(), arguments.key());
      case DIRECTORY -> log(directory(arguments.operand()), arguments);
      case LOG -> log(http(arguments.operand(), arguments), arguments);
      case PROMISE -> promise(arguments);
    };
  }

  private Verdict receipt(String file, VerifierKey key) throws IOException, NotVerified, Usage {
    TlogProof proof = SignedFile.parse(read(file), file, TlogProof::parse);
    Checkpoint checkpoint = SignedFile.checkpoint(proof.checkpoint(), file, key);
    if (proof.extra().length == 0) {
      throw new NotVerified(file + " holds no entry, so there is nothing to prove");
    }
    if (!Proofs.verifyInclusion(
        Hashes.leaf(proof.extra()),
        proof.index(),
        checkpoint.size(),
        proof.hashes(),
        checkpoint.root())) {
      throw new NotVerified(
          "%s does not prove that its entry is entry %d of the %s in %s"
              .formatted(
                  file, proof.index(), Report.entries(checkpoint.size()), checkpoint.origin()));
    }
    report.verified(
        "This is entry %d of the %s in %s:"
            .formatted(proof.index(), Report.entries(checkpoint.size()), checkpoint.origin()));
    report.verified(text(proof.extra()));
    return Verdict.VERIFIED;
  }

  private Verdict log(Source source, Arguments arguments) throws IOException, NotVerified, Usage {
    VerifierKey key = arguments.key();
    Map<String, Checkpoint> kept = new LinkedHashMap<>();
    for (String file : arguments.all(Command.SINCE)) {
      kept.put(file, SignedFile.checkpoint(read(file), file, key));
    }
    LogFiles log = new LogFiles(source);
    Checkpoint checkpoint = SignedFile.checkpoint(log.checkpoint(), "The checkpoint", key);
    report.verified(
        "The checkpoint of %s is signed: %s"
            .formatted(checkpoint.origin(), Report.entries(checkpoint.size())));
    kept.forEach(
        (file, old) -> {
          if (old.size() > checkpoint.size()) {
            report.finding(
                "The log was cut: it has %s and the checkpoint %s vouches for %d"
                    .formatted(Report.entries(checkpoint.size()), file, old.size()));
          }
        });
    Map<Long, byte[]> roots =
        new LogCheck(log, checkpoint, report)
            .run(
                kept.values().stream().map(Checkpoint::size).collect(Collectors.toSet()), progress);
    kept.forEach(
        (file, old) -> {
          byte[] root = roots.get(old.size());
          if (root != null && Arrays.equals(root, old.root())) {
            report.verified(
                "The checkpoint of size %d in %s is a prefix".formatted(old.size(), file));
          } else if (root != null) {
            report.finding(
                "The tree was rewritten: checkpoint of size %d is not a prefix (%s)"
                    .formatted(old.size(), file));
          }
        });
    return report.clean() ? Verdict.VERIFIED : Verdict.NOT_VERIFIED;
  }

  private Verdict promise(Arguments arguments) throws IOException, NotVerified, Usage {
    VerifierKey key = arguments.key();
    Optional<String> directory = arguments.one(Command.IN_DIRECTORY);
    Optional<String> url = arguments.one(Command.IN_LOG);
    boolean token = arguments.one(Command.TOKEN).isPresent();
    if (directory.isPresent() == url.isPresent() || (directory.isPresent() && token)) {
      throw new Usage("promise takes either --directory, or --log and perhaps --token-file");
    }
    Source source =
        directory.isPresent() ? directory(directory.get()) : http(url.orElseThrow(), arguments);
    Promise promise = SignedFile.promise(read(arguments.operand()), arguments.operand(), key);
    return new PromiseCheck(promise, new LogFiles(source), directory, token || url.isEmpty())
        .run(key, report, progress, clock.instant());
  }

  private static Source directory(String name) throws Usage {
    return new DirectorySource(path(name));
  }

  private static Source http(String url, Arguments arguments)
      throws IOException, NotVerified, Usage {
    Optional<String> file = arguments.one(Command.TOKEN);
    Optional<String> token = Optional.empty();
    if (file.isPresent()) {
      byte[] bytes = DirectorySource.read(path(file.get()), file.get(), MAX_TOKEN_BYTES);
      token = Optional.of(SignedFile.parse(bytes, file.get(), String::strip));
      if (!token.get().matches("[!-~]+")) {
        throw new Usage(file.get() + " does not hold one token");
      }
    }
    return new HttpSource(url, token, REQUEST);
  }

  private static byte[] read(String file) throws IOException, NotVerified, Usage {
    return DirectorySource.read(path(file), file, LogFiles.MAX_NOTE_BYTES);
  }

  private static Path path(String name) throws Usage {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new Usage("A file name has a character that none may have");
    }
  }

  /** An entry as it is, or in base64 if it is not text. */
  private static String text(byte[] entry) {
    try {
      return Syntax.utf8(entry, "The entry");
    } catch (IllegalArgumentException e) {
      return Syntax.base64(entry);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "There is no " + e.getMessage();
    }
    Throwable cause = e.getCause();
    return cause == null
        ? "Cannot read: " + e.getMessage()
        : "%s: %s".formatted(e.getMessage(), cause);
  }
}
