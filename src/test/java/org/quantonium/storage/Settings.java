package org.quantonium.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** A configuration of texts. */
public record Settings(Map<String, String> values) implements Config {

  @Override
  public <T> T getValue(String name, Class<T> type) {
    return getOptionalValue(name, type).orElseThrow(() -> new NoSuchElementException(name));
  }

  /** An empty text is no value, as MicroProfile Config says. */
  @Override
  public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
    return Optional.ofNullable(values.get(name))
        .filter(v -> !v.isEmpty())
        .map(value -> type.cast(converted(value, type)));
  }

  private static Object converted(String value, Class<?> type) {
    if (type == Integer.class) {
      return Integer.valueOf(value);
    }
    if (type == Long.class) {
      return Long.valueOf(value);
    }
    if (type == Boolean.class) {
      return Boolean.valueOf(value);
    }
    if (type == Double.class) {
      return Double.valueOf(value);
    }
    return type == String[].class ? value.split(",", -1) : value;
  }

  /** The defaults of the catalogue, with some settings set. */
  public static Settings catalogueWith(Map<String, String> set) {
    Properties catalogue = new Properties();
    try (InputStream file =
        Settings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      catalogue.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new HashMap<>(set);
    catalogue.forEach((name, value) -> values.putIfAbsent((String) name, (String) value));
    return new Settings(values);
  }

  @Override
  public Iterable<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public ConfigValue getConfigValue(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<ConfigSource> getConfigSources() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> Optional<Converter<T>> getConverter(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new UnsupportedOperationException();
  }
}
