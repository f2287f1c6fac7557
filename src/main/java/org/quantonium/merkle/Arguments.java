package org.quantonium.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What stands on the verifier's command line. */
record Arguments(Command command, String operand, Map<String, List<String>> options) {

  static Arguments parse(List<String> words) throws Usage {
    Command command = Command.of(words.get(0));
    List<String> operands = new ArrayList<>();
    Map<String, List<String>> options = new TreeMap<>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        operands.add(word);
      } else if (!command.takes(word)) {
        throw new Usage("%s takes no option %s".formatted(command, word));
      } else if (++i == words.size()) {
        throw new Usage(word + " needs a value");
      } else {
        options.computeIfAbsent(word, option -> new ArrayList<>()).add(words.get(i));
      }
    }
    if (operands.size() != 1) {
      throw new Usage("%s takes one %s".formatted(command, command.operand));
    }
    return new Arguments(command, operands.get(0), options);
  }

  List<String> all(String option) {
    return options.getOrDefault(option, List.of());
  }

  Optional<String> one(String option) throws Usage {
    if (all(option).size() > 1) {
      throw new Usage(option + " stands there twice");
    }
    return all(option).stream().findFirst();
  }

  VerifierKey key() throws Usage {
    String text = one(Command.KEY).orElseThrow(() -> new Usage("--key is missing"));
    try {
      return VerifierKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Usage(e.getMessage());
    }
  }
}
