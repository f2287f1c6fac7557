package org.quantonium;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.quantonium.identity.Scopes;

/** What a JAX-RS resource looks like to ArchUnit. */
final class ResourcePredicates {

  /** Methods with a verb, in whatever class. */
  static final DescribedPredicate<JavaMethod> RESOURCE_METHODS =
      describe("answer a verb", method -> method.isMetaAnnotatedWith(HttpMethod.class));

  static final DescribedPredicate<JavaMethod> RESOURCE_OR_LOCATOR_METHODS =
      RESOURCE_METHODS
          .or(describe("", method -> method.isAnnotatedWith(Path.class)))
          .as("answer a verb or a path");

  static final DescribedPredicate<JavaAnnotation<?>> SECURITY_ANNOTATION =
      describe(
          "a security annotation",
          annotation ->
              List.of(RolesAllowed.class, PermitAll.class, DenyAll.class).stream()
                  .anyMatch(annotation.getRawType()::isEquivalentTo));

  static final DescribedPredicate<JavaMethod> ONE_POLICY =
      describe(
          "exactly one of @RolesAllowed and @PermitAll, and no @DenyAll",
          method ->
              method.isAnnotatedWith(RolesAllowed.class) != method.isAnnotatedWith(PermitAll.class)
                  && !method.isAnnotatedWith(DenyAll.class));

  static final DescribedPredicate<JavaMethod> KNOWN_SCOPES =
      describe(
          "at least one scope in @RolesAllowed, all of Scopes.ALL",
          method ->
              method
                  .tryGetAnnotationOfType(RolesAllowed.class)
                  .map(policy -> Set.of(policy.value()))
                  .map(scopes -> !scopes.isEmpty() && Scopes.ALL.containsAll(scopes))
                  .orElse(true));

  static final DescribedPredicate<JavaMethod> ENTITIES_OUR_READER_READS =
      describe(
          "a record or byte[] as the body",
          method ->
              method.getParameters().stream()
                  .filter(ResourcePredicates::isEntity)
                  .map(JavaParameter::getRawType)
                  .allMatch(type -> type.isRecord() || type.isEquivalentTo(byte[].class)));

  private ResourcePredicates() {}

  /** The body is the parameter that no JAX-RS annotation gives a source. */
  private static boolean isEntity(JavaParameter parameter) {
    return parameter.getAnnotations().stream()
        .map(JavaAnnotation::getRawType)
        .map(JavaClass::getPackageName)
        .noneMatch(name -> name.startsWith("jakarta.ws.rs"));
  }
}
