package org.quantonium.merkle;

import java.util.List;
import java.util.Locale;

/** What the verifier does: its one operand, and the options that it takes besides the key. */
enum Command {
  RECEIPT("FILE", List.of()),
  DIRECTORY("DIR", List.of(Command.SINCE)),
  LOG("URL", List.of(Command.SINCE, Command.TOKEN)),
  PROMISE("FILE", List.of(Command.IN_DIRECTORY, Command.IN_LOG, Command.TOKEN));

  static final String KEY = "--key";
  static final String SINCE = "--since";
  static final String TOKEN = "--token-file";
  static final String IN_DIRECTORY = "--directory";
  static final String IN_LOG = "--log";

  final String operand;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> options;

  Command(String operand, List<String> options) {
    this.operand = operand;
    this.options = options;
  }

  static Command of(String name) throws Usage {
    for (Command command : values()) {
      if (command.toString().equals(name)) {
        return command;
      }
    }
    throw new Usage("There is no command " + name);
  }

  boolean takes(String option) {
    return option.equals(KEY) || options.contains(option);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
