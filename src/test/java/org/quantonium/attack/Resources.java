package org.quantonium.attack;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.List;

/** Every resource method of the application, read from its classes. */
final class Resources {
  private Resources() {}

  /**
   * One resource method.
   *
   * @param path with each template filled in; 0 suits every regular expression in one
   * @param template the path as it is declared, without what may stand in a template
   * @param scope empty if anybody may call it
   */
  record Call(String verb, String path, String template, String scope) {
    boolean open() {
      return scope.isEmpty();
    }

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  static List<Call> all() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.quantonium")
            .stream()
            .filter(c -> c.isAnnotatedWith(Path.class))
            .flatMap(c -> c.getMethods().stream())
            .filter(m -> m.isMetaAnnotatedWith(HttpMethod.class))
            .map(Resources::call)
            .toList();
  }

  private static Call call(JavaMethod method) {
    String verb =
        method.getAnnotations().stream()
            .map(a -> a.getRawType())
            .filter(t -> t.isAnnotatedWith(HttpMethod.class))
            .map(JavaClass::getSimpleName)
            .findFirst()
            .orElseThrow();
    String below =
        method.isAnnotatedWith(Path.class) ? method.getAnnotationOfType(Path.class).value() : "";
    String path = method.getOwner().getAnnotationOfType(Path.class).value() + below;
    String scope =
        method.isAnnotatedWith(RolesAllowed.class)
            ? method.getAnnotationOfType(RolesAllowed.class).value()[0]
            : "";
    return new Call(
        verb,
        path.replaceAll("\\{[^}]*}", "0"),
        path.replaceAll("\\{([a-z_]+)[^}]*}", "{$1}"),
        scope);
  }
}
