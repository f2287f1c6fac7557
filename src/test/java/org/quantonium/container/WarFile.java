package org.quantonium.container;

import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * A WAR file as an archive that exports its own bytes; ShrinkWrap's import would pack them anew,
 * and the tests are to run what is shipped.
 */
final class WarFile {
  private WarFile() {}

  static Archive<?> asArchive(Path war) {
    ZipExporter exporter =
        proxy(
            ZipExporter.class,
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "exportTo" -> Files.copy(war, ((File) arguments[0]).toPath());
                  case "exportAsInputStream" -> Files.newInputStream(war);
                  default -> throw new UnsupportedOperationException(method.toString());
                });
    return proxy(
        Archive.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "as" -> exporter;
              case "getName", "toString" -> war.getFileName().toString();
              case "hashCode" -> war.hashCode();
              case "equals" -> proxy == arguments[0];
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(WarFile.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
